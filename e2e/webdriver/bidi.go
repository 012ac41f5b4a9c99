package webdriver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/coder/websocket"
)

// bidi is a connection that speaks WebDriver BiDi.
type bidi struct {
	conn  *websocket.Conn
	event func(method string, params json.RawMessage)

	mu      sync.Mutex
	last    int // number of the last command
	waiting map[int]chan reply
	broken  error
}

// A reply answers a command; without a number it is an event.
type reply struct {
	ID      int             `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
}

// dial connects with a browser, whose events are given to event, one by one.
func dial(ctx context.Context, url string, event func(method string, params json.RawMessage)) (*bidi, error) {
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(-1) // a screenshot is a long message
	b := &bidi{conn: conn, event: event, waiting: map[int]chan reply{}}
	go b.listen()
	return b, nil
}

func (b *bidi) listen() {
	for {
		_, data, err := b.conn.Read(context.Background())
		var r reply
		if err == nil {
			err = json.Unmarshal(data, &r)
		}
		if err != nil {
			b.mu.Lock()
			b.broken = err
			for _, answer := range b.waiting {
				close(answer)
			}
			b.mu.Unlock()
			return
		}
		if r.Method != "" {
			b.event(r.Method, r.Params)
			continue
		}
		b.mu.Lock()
		answer := b.waiting[r.ID]
		delete(b.waiting, r.ID)
		b.mu.Unlock()
		if answer != nil {
			answer <- r
		}
	}
}

// object is the parameters of a command.
type object map[string]any

// call runs a command, and decodes its result unless result is nil.
func (b *bidi) call(ctx context.Context, method string, params object, result any) error {
	answer := make(chan reply, 1)
	b.mu.Lock()
	if b.broken != nil {
		b.mu.Unlock()
		return fmt.Errorf("%s: %w", method, b.broken)
	}
	b.last++
	id := b.last
	b.waiting[id] = answer
	b.mu.Unlock()

	message, err := json.Marshal(object{"id": id, "method": method, "params": params})
	if err == nil {
		err = b.conn.Write(ctx, websocket.MessageText, message)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case r, ok := <-answer:
		if !ok {
			return fmt.Errorf("%s: the browser has hung up", method)
		}
		if r.Error != "" {
			return fmt.Errorf("%s: %w", method, errors.New(r.Error+": "+r.Message))
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(r.Result, result)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}
