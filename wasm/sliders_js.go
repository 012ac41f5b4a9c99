package main

import (
	"fmt"
	"slices"
	"strconv"
	"syscall/js"

	"zscape/exhibit"
	"zscape/page"
)

// player is what a slider that plays by itself has beside it: a button and,
// below while it plays, the way and the speed.
type player struct {
	button, row, mode, speed js.Value
	shown                    page.Slider
}

// speeds are those that can be chosen; an address may have others.
var speeds = []float64{0.1, 0.25, 0.5, 1, 2, 4, 8}

// playIcon is a triangle, and two bars while it plays.
const playIcon = `<svg viewBox="0 0 20 20" aria-hidden="true"><path class="solid when-still" d="M6 3.5v13l11-6.5z"/><path class="solid when-playing" d="M5 4h3.5v12H5zM11.5 4H15v12h-3.5z"/></svg>`

// newPlayer adds the elements to the row of a Number, which is called name.
func (w *widget) newPlayer(row js.Value, name string, h *host) {
	key := w.control.Key
	label := func(word string) attr { return attr{"aria-label", fmt.Sprintf(h.word(word), name)} }
	p := &player{}
	p.button = element("button", attr{"type", "button"}, attr{"class", "icon"}, attr{"data-slide", key},
		attr{"aria-pressed", "false"}, label("play it"), attr{"title", fmt.Sprintf(h.word("play it"), name)})
	p.button.Set("innerHTML", playIcon) // part of the program
	p.mode = element("select", attr{"data-motion", key}, attr{"data-part", "mode"}, label("mode of"))
	for _, o := range exhibit.MotionModes {
		p.mode.Call("append", element("option", attr{"value", o.Value}, o.Label.In(h.lang)))
	}
	p.speed = element("select", attr{"data-motion", key}, attr{"data-part", "speed"}, label("speed of"))
	p.row = element("div", attr{"class", "motion"}, attr{"hidden", ""}, p.mode, p.speed)
	row.Call("append", element("div", attr{"class", "slide"}, p.button, w.slider), p.row)
	p.show(page.Slider{Motion: exhibit.NewMotion(key)})
	w.player = p
}

// show brings the elements to s.
func (p *player) show(s page.Slider) {
	if s == p.shown {
		return
	}
	if s.Speed != p.shown.Speed {
		list := speeds
		if !slices.Contains(list, s.Speed) {
			list = append(slices.Clone(list), s.Speed)
			slices.Sort(list)
		}
		p.speed.Call("replaceChildren")
		for _, v := range list {
			text := exhibit.FormatNumber(v)
			p.speed.Call("append", element("option", attr{"value", text}, text+"×"))
		}
		p.speed.Set("value", exhibit.FormatNumber(s.Speed))
	}
	p.mode.Set("value", s.Mode)
	p.button.Call("setAttribute", "aria-pressed", s.Playing)
	p.row.Set("hidden", !s.Playing)
	p.shown = s
}

// ShowSliders shows which sliders play.
func (h *host) ShowSliders(list []page.Slider) {
	for _, s := range list {
		if w := h.panel.widget(s.Key); w != nil && w.player != nil {
			w.player.show(s)
		}
	}
}

// inputMotion is a choice of how the slider key plays.
func (h *host) inputMotion(key string, target js.Value) {
	value := target.Get("value").String()
	if data(target, "part") == "mode" {
		h.page.SetMotion(key, 0, value)
		return
	}
	if speed, err := strconv.ParseFloat(value, 64); err == nil {
		h.page.SetMotion(key, speed, "")
	}
}
