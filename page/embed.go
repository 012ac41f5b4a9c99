package page

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/export"
)

// MessageVersion is the field "zscape" of every message.
const MessageVersion = 1.0

// Fields are what a message holds: strings, float64s, bools, nil for what is
// none of these, and Fields; in answers also []byte, []string and the values of readouts.
type Fields map[string]any

// embedding is the conversation with the page around this one.
type embedding struct {
	tell      func(event Fields) // nil until it has said hello
	told      string             // the State that it was told last
	waiting   bool               // it will be told
	snapshots int                // that are being made
}

// tellEvery is how often the page around is told of a change that goes on.
const tellEvery = 100 * time.Millisecond

// mostSnapshots is how many are made at once.
const mostSnapshots = 4

// verbs are what a message may ask for, by its type. What is made between
// events is answered by reply, and the verb returns nil.
var verbs = map[string]func(p *Page, m Fields, reply func(Fields, error)) (Fields, error){
	"hello":    func(p *Page, m Fields, _ func(Fields, error)) (Fields, error) { return p.described(), nil },
	"get":      func(p *Page, m Fields, _ func(Fields, error)) (Fields, error) { return p.described(), nil },
	"set":      (*Page).askedToSet,
	"play":     (*Page).askedToPlay,
	"pause":    (*Page).askedToPause,
	"scrub":    (*Page).askedToScrub,
	"snapshot": (*Page).askedForSnapshot,
}

// Receive does what a message of the page around this one asks for, and
// answers it once, at once or later: with type "result", or with type "error"
// and the field message. After type "hello" changes of the State are told by tell.
func (p *Page) Receive(m Fields, answer, tell func(Fields)) {
	defer p.event()()
	reply := func(f Fields, err error) {
		if err != nil {
			f = Fields{"message": lang.Of(err).In(p.lang)}
			if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) {
				f["key"] = problem.Key
			}
		}
		f["type"] = map[bool]string{true: "error", false: "result"}[err != nil]
		f["zscape"] = MessageVersion
		switch id := m["id"].(type) {
		case string, float64:
			f["id"] = id
		}
		answer(f)
	}
	kind, _ := m["type"].(string)
	verb, known := verbs[kind]
	switch {
	case m["zscape"] != MessageVersion:
		reply(nil, fmt.Errorf("zscape must be %v, the version of the messages", MessageVersion))
	case !known:
		reply(nil, fmt.Errorf("type must be one of %s", strings.Join(slices.Sorted(maps.Keys(verbs)), ", ")))
	case p.session == nil:
		reply(nil, errors.New("nothing is open yet: wait for the ready event"))
	default:
		if kind == "hello" {
			p.embedding.tell, p.embedding.told = tell, p.state.String()
		}
		if f, err := verb(p, m, reply); f != nil || err != nil {
			reply(f, err)
		}
	}
}

// tellSoon tells the page around this one of a new State before long.
func (p *Page) tellSoon() {
	e := &p.embedding
	if e.tell == nil || e.waiting || e.told == p.state.String() {
		return
	}
	e.waiting = true
	p.after(tellEvery, func() {
		e.waiting = false
		if s := p.state.String(); s != e.told {
			e.told = s
			e.tell(Fields{"zscape": MessageVersion, "type": "state", "state": s})
		}
	})
}

// described returns what there is to know of the page.
func (p *Page) described() Fields {
	s := p.Status()
	controls, readouts := Fields{}, Fields{}
	for key, text := range s.Controls {
		controls[key] = text
	}
	for _, r := range s.Readouts {
		readouts[r.Key] = r.Value
		if text, ok := r.Value.(exhibit.Text); ok {
			readouts[r.Key] = text.In(p.lang)
		}
	}
	return Fields{"state": s.State, "exhibit": s.Exhibit, "playing": s.Playing, "position": s.Position,
		"sliders": s.Sliding, "controls": controls, "readouts": readouts, "width": p.w, "height": p.h}
}

// askedToSet makes a whole State, or some of its keys, the picture: all of
// what is asked for, or nothing.
func (p *Page) askedToSet(m Fields, reply func(Fields, error)) (Fields, error) {
	next := p.state
	text, whole := m["state"].(string)
	keys, some := m["keys"].(Fields)
	if !whole && !some {
		return nil, errors.New("set needs state, a string such as waves?ax=2, or keys, an object such as {ax: 2}")
	}
	if whole {
		s, problems, err := exhibit.ParseWith(strings.TrimPrefix(text, "#"), p.open, p.files.shelf)
		if err == nil && len(problems) > 0 {
			err = problems[0]
		}
		if err != nil {
			return nil, err
		}
		next = s
	}
	// What others follow from goes first, what names others last.
	rank := func(key string) int {
		_, own := next.Exhibit().Control(key)
		switch {
		case key == exhibit.PlayKey:
			return 2
		case own:
			return 0
		}
		return 1
	}
	order := slices.Sorted(maps.Keys(keys))
	for pass := range 3 {
		for _, key := range order {
			if rank(key) != pass {
				continue
			}
			text, ok := written(keys[key])
			if !ok {
				return nil, fmt.Errorf("the value of %.60q must be a string, a number, true or false", key)
			}
			var err error
			if next, err = next.Set(key, text); err != nil {
				return nil, err
			}
		}
	}
	if need := next.Unread(p.open); need != nil { // then it is asked again
		p.fill(need, func(err error) {
			var f Fields
			if err == nil {
				f, err = p.askedToSet(m, reply)
			}
			if f != nil || err != nil {
				reply(f, err)
			}
		})
		return nil, nil
	}
	if next.Exhibit() == p.state.Exhibit() {
		if _, plays := next.Control(exhibit.PositionKey); plays && next.Changed(p.state, exhibit.PositionKey) {
			p.player.playing = false
		}
		if err := p.update(next); err != nil {
			return nil, err
		}
	} else {
		if err := next.Exhibit().New(p.open).Update(next); err != nil {
			return nil, err
		}
		p.complain(p.show(next))
	}
	p.moved()
	p.commitQuietly()
	return Fields{"state": p.state.String()}, nil
}

// written returns a value of a message as the text of a control.
func written(value any) (text string, ok bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case float64:
		return exhibit.FormatNumber(v), true
	case bool:
		return map[bool]string{true: "1", false: "0"}[v], true
	}
	return "", false
}

// commitQuietly makes one entry in the history of changes that follow each
// other closely.
func (p *Page) commitQuietly() {
	p.addressSoon()
	p.nudges++
	last := p.nudges
	p.after(500*time.Millisecond, func() {
		if p.nudges == last && len(p.gesture.down) == 0 {
			p.commit()
		}
	})
}

// slider returns the slider that a message names; ok is false if it names none.
func (p *Page) slider(m Fields) (key string, ok bool, err error) {
	value, named := m["key"]
	if !named {
		return "", false, nil
	}
	key, _ = value.(string)
	if !p.state.Plays(key) {
		return "", true, fmt.Errorf("key %.60q is not a slider that can play", fmt.Sprint(value))
	}
	return key, true, nil
}

// askedToPlay plays a slider or, if none is named, the exhibit or all sliders
// that were played.
func (p *Page) askedToPlay(m Fields, _ func(Fields, error)) (Fields, error) {
	key, named, err := p.slider(m)
	if err != nil {
		return nil, err
	}
	if !named {
		switch {
		case p.player.playing || len(p.sliding()) > 0:
		case p.playable():
			p.PlayPause()
		case !p.PlaySliders():
			return nil, errors.New("there is nothing to play: name a slider as key")
		}
		return Fields{"state": p.state.String()}, nil
	}
	motion := p.motionOf(key)
	if value, ok := m["speed"]; ok {
		if motion.Speed, ok = value.(float64); !ok {
			return nil, errors.New("speed must be a number")
		}
	}
	if value, ok := m["mode"]; ok {
		if motion.Mode, ok = value.(string); !ok {
			return nil, errors.New("mode must be a string")
		}
	}
	if _, err := p.state.Set(exhibit.PlayKey, exhibit.FormatMotions([]exhibit.Motion{motion})); err != nil {
		return nil, err
	}
	p.SetMotion(key, motion.Speed, motion.Mode)
	if !p.slides(key) {
		p.PlaySlider(key)
	}
	return Fields{"state": p.state.String()}, nil
}

// askedToPause stops a slider or, if none is named, all that plays.
func (p *Page) askedToPause(m Fields, _ func(Fields, error)) (Fields, error) {
	key, named, err := p.slider(m)
	switch {
	case err != nil:
		return nil, err
	case named && p.slides(key):
		p.stopSliders(key)
	case !named:
		if p.player.playing {
			p.pause()
		}
		var keys []string
		for _, m := range p.state.Motions() {
			keys = append(keys, m.Key)
		}
		if keys != nil {
			p.stopSliders(keys...)
		}
	}
	return Fields{"state": p.state.String()}, nil
}

// askedToScrub goes to a position of what plays.
func (p *Page) askedToScrub(m Fields, _ func(Fields, error)) (Fields, error) {
	at, ok := m["position"].(float64)
	if !ok || !(at >= 0 && at <= 1) {
		return nil, errors.New("position must be a number from 0 to 1")
	}
	if !p.playable() {
		return nil, errors.New("there is nothing to play in this state")
	}
	p.Scrub(at, false)
	p.commitQuietly()
	return Fields{"state": p.state.String(), "position": p.state.Number(exhibit.PositionKey)}, nil
}

// mostPixels is how many a snapshot may have.
const mostPixels = 16 << 20

// snapshot is what a message asks for.
type snapshot struct {
	format, as  string
	w, h, scale float64
}

// snapshotOf reads a message that asks for a snapshot.
func (p *Page) snapshotOf(m Fields) (s snapshot, err error) {
	choice := func(name string, options ...string) string {
		value, ok := m[name]
		if !ok {
			return options[0]
		}
		text, _ := value.(string)
		if !slices.Contains(options, text) && err == nil {
			err = fmt.Errorf("%s must be one of %s", name, strings.Join(options, ", "))
		}
		return text
	}
	number := func(name string, usual, lo, hi float64) float64 {
		value, ok := m[name]
		if !ok {
			return usual
		}
		v, ok := value.(float64)
		if !(ok && v >= lo && v <= hi) && err == nil {
			err = fmt.Errorf("%s must be a number from %v to %v", name, lo, hi)
		}
		return v
	}
	s.format = choice("format", "png", "svg")
	if s.format == "svg" {
		s.as = choice("as", "text", "url", "bytes")
	} else {
		s.as = choice("as", "url", "bytes")
	}
	s.w, s.h = math.Round(number("width", p.w, 50, 4096)), math.Round(number("height", p.h, 50, 4096))
	s.scale = number("scale", 1, 0.25, 4)
	if s.format == "png" && err == nil && s.w*s.h*s.scale*s.scale > mostPixels {
		err = fmt.Errorf("a picture of %v x %v at scale %v has more than %d pixels", s.w, s.h, s.scale, mostPixels)
	}
	return s, err
}

// askedForSnapshot makes the picture a file, between events.
func (p *Page) askedForSnapshot(m Fields, reply func(Fields, error)) (Fields, error) {
	s, err := p.snapshotOf(m)
	if err != nil {
		return nil, err
	}
	if p.embedding.snapshots >= mostSnapshots {
		return nil, fmt.Errorf("%d snapshots are being made: wait until one is finished", mostSnapshots)
	}
	p.embedding.snapshots++
	picture := p.picture(s.w, s.h)
	picture.Scale = s.scale
	w := export.PNG(picture)
	if s.format == "svg" {
		w = export.SVG(picture)
	}
	if s.as == "url" {
		w = export.DataURL(w)
	}
	state := picture.State.String()
	p.finish(w, func() bool { return true }, func(file export.File, err error) {
		p.embedding.snapshots--
		f := Fields{"format": s.format, "state": state, "width": s.w, "height": s.h, "data": file.Data}
		if s.as != "bytes" {
			f["data"] = string(file.Data)
		}
		reply(f, err)
	})
	return nil, nil
}

// embedCode returns the HTML that embeds the page in its State in another.
func (p *Page) embedCode() string {
	address := p.host.Address("?embed=1#" + p.state.String())
	return fmt.Sprintf(`<iframe src="%s" title="%s" width="640" height="480" style="border: 0" loading="lazy"></iframe>`,
		attribute.Replace(address), attribute.Replace(p.state.Exhibit().Title.In(p.lang)))
}

// attribute writes a text as the value of an attribute of HTML.
var attribute = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;")
