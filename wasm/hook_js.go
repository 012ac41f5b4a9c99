package main

import (
	"syscall/js"
	"time"

	"zscape/exhibit"
	"zscape/page"
)

// hook gives scripts and tests the page as window.zscape.
func (h *host) hook() {
	state := h.function(func([]js.Value) any {
		s := statusObject(h.page.Status())
		s["longest"] = milliseconds(h.longest)
		return s
	})
	set := h.function(func(args []js.Value) any {
		h.page.Set(args[0].String(), args[1].String(), true)
		return nil
	})
	press := h.callback(func(key js.Value) { h.page.Press(key.String()) })
	run := h.callback(func(order js.Value) { h.order(order.String()) })
	scrub := h.callback(func(position js.Value) { h.page.RunScrub(position.Float()) })
	measure := h.function(func([]js.Value) any {
		longest := h.longest
		h.longest = 0
		return milliseconds(longest)
	})
	window.Set("zscape", map[string]any{"state": state, "set": set, "press": press,
		"run": run, "scrub": scrub, "measure": measure, "ready": true})
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

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
	sliding := []any{}
	for _, key := range s.Sliding {
		sliding = append(sliding, key)
	}
	problems := []any{}
	for _, key := range s.Problems {
		problems = append(problems, key)
	}
	return map[string]any{
		"state": s.State, "exhibit": s.Exhibit, "playing": s.Playing, "position": s.Position,
		"sliding": sliding, "hover": hover, "moving": s.Moving, "frames": s.Frames,
		"problems": problems, "readouts": readouts, "controls": controls, "run": runObject(s.Run),
	}
}

// runPhases are the names of the phases of a page.Run.
var runPhases = map[page.RunPhase]string{
	page.Idle: "idle", page.Running: "running", page.Paused: "paused", page.Done: "done", page.Failed: "failed",
}

// runObject returns r as a JavaScript object, times in seconds. What is not
// known is null.
func runObject(r page.Run) map[string]any {
	var remaining any
	if r.Remaining >= 0 {
		remaining = r.Remaining.Seconds()
	}
	return map[string]any{
		"shown": r.Shown, "phase": runPhases[r.Phase], "progress": r.Progress, "position": r.Position,
		"step": r.Step, "live": r.Live, "elapsed": r.Elapsed.Seconds(), "remaining": remaining,
		"rate": r.Rate, "problem": r.Problem, "lost": r.Lost, "silent": r.Silent, "kept": r.Kept,
	}
}

// plain returns a readout's value as syscall/js takes it.
func plain(value any) any {
	switch v := value.(type) {
	case exhibit.Text:
		return v.En
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
	case exhibit.Tensor:
		shape := make([]any, len(v.Shape))
		for i := range shape {
			shape[i] = v.Shape[i]
		}
		return map[string]any{"shape": shape, "data": plain(v.Data)}
	}
	return value
}
