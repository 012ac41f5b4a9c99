package page

import (
	"fmt"
	"strings"

	"zscape/exhibit"
	"zscape/scene"
)

// word returns en, or ja if that is the page's language.
func word(lang, en, ja string) string { return exhibit.Text{En: en, Ja: ja}.In(lang) }

// announceChange says the value of a control that has changed, and what comes of it,
// as soon as that is known.
func (p *Page) announceChange(key string) {
	c, ok := p.state.Control(key)
	if !ok {
		return
	}
	if !p.settled() {
		p.settling.said = key
		return
	}
	value := p.state.Text(key)
	for _, o := range c.Options {
		if c.Kind == exhibit.Choice && o.Value == value {
			value = o.Label.In(p.lang)
		}
	}
	text := c.Label.In(p.lang) + " " + value
	if c.Kind == exhibit.Toggle {
		text = c.Label.In(p.lang) + " " + map[bool]string{true: word(p.lang, "on", "オン"), false: word(p.lang, "off", "オフ")}[value == "1"]
	}
	if key == exhibit.PositionKey {
		text = fmt.Sprintf("%.0f %%", 100*p.state.Number(exhibit.PositionKey))
	}
	if r, ok := p.session.(exhibit.Readouter); ok {
		p.aimAgain()
		for _, v := range r.Readouts() {
			if z, ok := v.Value.(float64); ok && strings.HasPrefix(v.Key, "z") {
				text += "; " + v.Label.In(p.lang) + " " + exhibit.BriefTo([]float64{z}, v.Fine)[0]
			}
		}
	}
	p.say(text)
}

// announceView says from where the picture is seen, if it is by a camera.
func (p *Page) announceView() {
	if !p.hasCamera() {
		return
	}
	c := p.state.CameraOf(p.gesture.camera)
	p.say(scene.Minus(fmt.Sprintf("%s %.0f°, %s %.0f°, %s %.2f",
		word(p.lang, "azimuth", "方位角"), c.Azimuth, word(p.lang, "elevation", "仰角"), c.Elevation, word(p.lang, "zoom", "拡大率"), c.Zoom)))
}
