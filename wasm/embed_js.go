package main

import (
	"syscall/js"

	"zscape/exhibit"
	"zscape/page"
)

// embed is the page as a part of another one, which may talk to it. Until it is
// clicked it is asleep: wheel, fingers and keys belong to the page around.
type embed struct {
	on, active bool
	parent     js.Value // the window around this one
	full       js.Value // the link to the whole page
}

// init listens to the page around, if there is one and the address asks for it.
func (m *embed) init(h *host) {
	m.parent, m.full = window.Get("parent"), byID("full")
	m.on = root.Get("dataset").Get("embed").Type() == js.TypeString
	if !m.on {
		return
	}
	h.canvas.Call("setAttribute", "aria-describedby", "wake keys")
	h.on(window, "blur", func(js.Value) { m.activate(false) })
	if m.parent.Equal(window) {
		return
	}
	h.on(window, "message", func(e js.Value) {
		data := e.Get("data")
		// Other scripts exchange messages, too: those without the field are not meant.
		if !e.Get("source").Equal(m.parent) || !isObject(data) || data.Get("zscape").IsUndefined() {
			return
		}
		// A page without an origin, such as a file, can be answered only so.
		origin := e.Get("origin").String()
		if origin == "null" || origin == "" {
			origin = "*"
		}
		send := func(f page.Fields) { m.parent.Call("postMessage", message(f), origin) }
		h.page.Receive(fields(data, 2), send, send)
	})
}

// ready tells the page around that there is a picture, and nothing else.
func (m *embed) ready() {
	if m.on && !m.parent.Equal(window) {
		m.parent.Call("postMessage", map[string]any{"zscape": page.MessageVersion, "type": "ready"}, "*")
	}
}

// asleep reports whether what is done over the picture is not meant for it.
func (m *embed) asleep() bool { return m.on && !m.active }

// activate wakes the picture, or lets it sleep.
func (m *embed) activate(active bool) {
	if m.on && m.active != active {
		m.active = active
		setAttr(root, "data-active", "", active)
	}
}

// link lets the link to the whole page show the same State.
func (m *embed) link(fragment string) {
	if m.on {
		m.full.Set("href", "./#"+fragment)
	}
}

// isObject reports whether a value is an object. It may be of any type, also of those
// that syscall/js does not know.
func isObject(v js.Value) bool { return window.Get("Object").Invoke(v).Equal(v) }

// What is read of a message at most.
const mostFields, mostText = 200, 20_000

// fields reads an object with its texts, numbers and truth values, and objects
// in it so many levels deep. What is anything else is nil.
func fields(object js.Value, depth int) page.Fields {
	f := page.Fields{}
	names := window.Get("Object").Call("keys", object)
	for i := range min(names.Length(), mostFields) {
		name := names.Index(i).String()
		f[name] = field(object, name, depth)
	}
	return f
}

func field(object js.Value, name string, depth int) (value any) {
	// syscall/js knows nothing of big integers.
	defer func() {
		if recover() != nil {
			value = nil
		}
	}()
	switch v := object.Get(name); v.Type() {
	case js.TypeString:
		if window.Get("Object").Invoke(v).Get("length").Int() <= mostText { // before it is copied
			return v.String()
		}
	case js.TypeNumber:
		return v.Float()
	case js.TypeBoolean:
		return v.Bool()
	case js.TypeObject:
		if depth > 1 && !window.Get("Array").Call("isArray", v).Bool() {
			return fields(v, depth-1)
		}
	}
	return nil
}

// message returns what is to be sent as syscall/js takes it.
func message(value any) any {
	switch v := value.(type) {
	case page.Fields:
		object := map[string]any{}
		for name, value := range v {
			object[name] = message(value)
		}
		return object
	case []string:
		list := []any{}
		for _, s := range v {
			list = append(list, s)
		}
		return list
	case []byte:
		bytes := window.Get("Uint8Array").New(len(v))
		js.CopyBytesToJS(bytes, v)
		return bytes.Get("buffer")
	case []float64, [][]float64, exhibit.Tensor:
		return plain(v)
	}
	return value
}
