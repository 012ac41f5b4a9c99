package page

import (
	"math"
	"time"

	"zscape/exhibit"
)

// player is the clock of a playing exhibit.
type player struct {
	playing  bool
	backward bool
	position float64 // unrounded
	last     time.Time
}

// Transport is the state of playing.
type Transport struct {
	Playable, Playing bool
	Position          float64 // 0..1
}

// PlayPause starts or stops playing; from the end, it starts again.
func (p *Page) PlayPause() {
	defer p.event()()
	if !p.playable() {
		return
	}
	if p.player.playing {
		p.pause()
		return
	}
	t := p.state.Number(exhibit.PositionKey)
	if t >= 1 && p.state.Text(exhibit.RepeatKey) != "bounce" {
		t = 0
	}
	p.player = player{playing: true, backward: t >= 1, position: t, last: p.now()}
	p.setPosition(t)
	p.mark(dirtyTransport)
	p.say(word(p.lang, "playing", "再生中"))
}

func (p *Page) pause() {
	p.player.playing = false
	p.mark(dirtyTransport)
	p.commit()
	p.announceChange(exhibit.PositionKey)
}

// Step moves by n hundredths.
func (p *Page) Step(n int) {
	defer p.event()()
	if p.playable() {
		p.Scrub(math.Round(p.state.Number(exhibit.PositionKey)*100+float64(n))/100, true)
	}
}

// Scrub goes to a position, 0..1. While the visitor drags, final is false.
func (p *Page) Scrub(t float64, final bool) {
	defer p.event()()
	if !p.playable() || t != t || !final && p.postpone(exhibit.PositionKey, func() { p.Scrub(t, false) }) {
		return
	}
	p.player.playing = false
	p.setPosition(max(0, min(t, 1)))
	p.mark(dirtyTransport)
	if final {
		p.commit()
		p.announceChange(exhibit.PositionKey)
	} else {
		p.addressSoon()
	}
}

// advance moves a playing exhibit on to now.
func (p *Page) advance() {
	pl := &p.player
	if !pl.playing {
		return
	}
	if !p.playable() { // the surface to flow into was taken away
		p.pause()
		return
	}
	now := p.now()
	d := passed(pl.last, now).Seconds() / exhibit.Duration.Seconds() * p.state.Number(exhibit.SpeedKey)
	pl.last = now
	if pl.backward {
		d = -d
	}
	pl.position += d
	over := pl.position > 1 || pl.position < 0
	switch repeat := p.state.Text(exhibit.RepeatKey); {
	case over && repeat == "loop":
		pl.position -= math.Floor(pl.position)
	case over && repeat == "bounce":
		pl.position = math.Abs(pl.position)
		if pl.position > 1 {
			pl.position = max(2-pl.position, 0)
		}
		pl.backward = !pl.backward
	case over:
		pl.position = max(0, min(pl.position, 1))
		p.setPosition(pl.position)
		p.pause()
		return
	}
	p.setPosition(pl.position)
	p.addressSoon()
}

// passed returns how much time between two frames counts: a page that was hidden
// goes on where it stopped.
func passed(last, now time.Time) time.Duration {
	return min(now.Sub(last), 250*time.Millisecond)
}

func (p *Page) setPosition(t float64) {
	next, err := p.state.Set(exhibit.PositionKey, exhibit.FormatNumber(math.Round(t*1e4)/1e4))
	if err == nil {
		p.update(next)
	}
}

// Plays reports whether something moves the picture by itself: playing, or a
// slider.
func (p *Page) Plays() bool {
	return p.session != nil && (p.player.playing || len(p.sliding()) > 0)
}

func (p *Page) playable() bool {
	pl, ok := p.session.(exhibit.Player)
	return ok && pl.Playable()
}

func (p *Page) showTransport() {
	t := Transport{Playable: p.playable(), Playing: p.player.playing}
	if t.Playable {
		t.Position = p.state.Number(exhibit.PositionKey)
	}
	p.host.ShowTransport(t)
}
