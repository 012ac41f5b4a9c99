package main

import (
	"syscall/js"

	"zscape/page"
)

// hook gives scripts and tests the page as window.zscape.
func (h *host) hook() {
	state := h.function(func([]js.Value) any { return statusObject(h.page.Status()) })
	set := h.function(func(args []js.Value) any {
		h.page.Set(args[0].String(), args[1].String(), true)
		return nil
	})
	press := h.callback(func(key js.Value) { h.page.Press(key.String()) })
	window.Set("zscape", map[string]any{"state": state, "set": set, "press": press, "ready": true})
}

// statusObject returns s as a JavaScript object.
func statusObject(s page.Status) map[string]any {
	var hover any
	if s.Hover != nil {
		hover = map[string]any{"x": s.Hover.X, "y": s.Hover.Y, "z": s.Hover.Z}
	}
	readouts := map[string]any{}
	for _, r := range s.Readouts {
		readouts[r.Key] = plain(r.Value)
	}
	controls := map[string]any{}
	for key, text := range s.Controls {
		controls[key] = text
	}
	problems := []any{}
	for _, key := range s.Problems {
		problems = append(problems, key)
	}
	return map[string]any{
		"state": s.State, "exhibit": s.Exhibit, "playing": s.Playing, "position": s.Position,
		"hover": hover, "moving": s.Moving, "frames": s.Frames,
		"problems": problems, "readouts": readouts, "controls": controls,
	}
}

// plain returns a readout's value as syscall/js takes it.
func plain(value any) any {
	switch v := value.(type) {
	case []float64:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return list
	case [][]float64:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	}
	return value
}
