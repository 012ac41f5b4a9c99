package page

import (
	"zscape/exhibit"
	"zscape/scene"
)

// Key does what a key pressed on the picture means, by its DOM name, and
// reports whether it means anything.
func (p *Page) Key(key string, shift bool) bool {
	defer p.event()()
	if p.session == nil {
		return false
	}
	const turn, push = 5.0, 24.0
	arrow := map[string]scene.Point{"ArrowLeft": {X: -1}, "ArrowRight": {X: 1}, "ArrowUp": {Y: -1}, "ArrowDown": {Y: 1}}
	switch key {
	case "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown":
		p.nudge(arrow[key], turn, push, shift)
	case "+", "=":
		p.zoom(p.focus(), 1.15, p.focused())
	case "-", "_":
		p.zoom(p.focus(), 1/1.15, p.focused())
	case "0":
		p.Reset()
		return true
	case "1", "2", "3", "4":
		p.View(scene.Presets[key[0]-'0'].Name)
		return true
	case " ", ",", ".":
		p.transportKey(key)
		return true
	case "r", "s", "b", "x", "R", "n":
		return p.runKey(key)
	default:
		return false
	}
	p.commitSoon()
	return true
}

// transportKey plays and steps or, where there is nothing to play, runs the jobs.
func (p *Page) transportKey(key string) {
	play, step := p.PlayPause, p.Step
	if !p.playable() {
		if key == " " && p.PlaySliders() {
			return
		}
		play, step = p.RunPause, p.RunStep
	}
	switch key {
	case " ":
		play()
	case ",":
		step(-1)
	case ".":
		step(1)
	}
}

// runKey does with the jobs what a letter says, if there are any.
func (p *Page) runKey(key string) bool {
	switch key {
	case "r":
		p.RunPause()
	case "s":
		p.RunStep(1)
	case "b":
		p.RunStep(-1)
	case "x":
		p.RunCancel()
	case "R":
		p.RunAgain(false)
	case "n":
		p.RunAgain(true)
	}
	return len(p.runs.jobs) > 0
}

// nudge turns the picture by turn degrees in a direction, or moves it by push
// screen units.
func (p *Page) nudge(d scene.Point, turn, push float64, shift bool) {
	at := p.focus()
	if h, ok := p.session.(exhibit.Handler); ok {
		if held, ok := h.Grab(at, p.w, p.h, exhibit.Grip{Pinch: true}); ok && held.Move != nil {
			p.apply(held.Move(at.Add(d.Scale(push)), p.state))
			return
		}
	}
	k := p.focused()
	v := p.view(k)
	if v == nil {
		return
	}
	c := p.cameraIn(k)
	if shift || p.flatIn(k) {
		c.Pan = panned(v, c, d.Scale(push))
	} else {
		c = c.Orbit(-turn*d.X, turn*d.Y)
		p.canvas.turning = true
	}
	p.look(k, c)
}

// focus returns the point of the picture that keys act on: where the pointer
// was last, or else the middle of the first panel.
func (p *Page) focus() scene.Point {
	if p.hover.pointed && inside(p.hover.at, p.w, p.h) && len(p.figure().Panels) > 1 {
		return p.hover.at
	}
	if v := p.view(p.space()); v != nil && len(p.figure().Panels) == 1 {
		return v.Plot.Center()
	}
	return p.figure().Rects(p.w, p.h)[0].Center()
}
