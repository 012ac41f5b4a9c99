package main

import (
	"fmt"
	"strconv"
	"syscall/js"
	"time"

	"zscape/page"
)

// runBar is what the buttons and the bar for the exhibit's jobs show.
type runBar struct {
	page.Run
	lang      string
	playable  bool // the keys for playing are not the jobs'
	scrubbing bool // the visitor holds the bar's thumb
}

// ShowRun shows how the exhibit's jobs are coming on.
func (h *host) ShowRun(r page.Run) {
	b := &h.running
	if b.lang == h.lang && b.playable == h.playing.Playable && b.Run == r {
		return
	}
	b.Run, b.lang, b.playable = r, h.lang, h.playing.Playable
	byID("run").Set("hidden", !r.Shown)
	setAttr(root, "data-run", "", r.Shown)
	byID("checkpoint").Set("hidden", !r.Shown || !r.Keeps)
	h.showTrouble(r)
	if r.Shown {
		h.showRunButtons()
		h.showRunBar()
	}
}

// showRunButtons names the buttons and switches them.
func (h *host) showRunButtons() {
	b := &h.running
	begun := b.Phase != page.Idle || b.Step > 0
	main, icon := "run", "run"
	switch b.Phase {
	case page.Running:
		main, icon = "pause", "pause"
	case page.Paused:
		main = "resume"
	case page.Done, page.Failed:
		main, icon = "rerun", "again"
	}
	h.runButton("back", "previous", "b", ",", begun)
	h.runButton("pause", main, "r", h.word("space"), true)
	h.runButton("step", "next", "s", ".", b.Phase != page.Done || !b.Live)
	runOrder("pause").Get("dataset").Set("icon", icon)
	going := b.Phase == page.Running || b.Phase == page.Paused
	runOrder("cancel").Set("disabled", !going)
	runOrder("again").Set("disabled", !going) // otherwise the main button does that
	runOrder("seed").Set("hidden", !b.Seeded)
	find("[data-order=save]").Set("disabled", !begun)
}

// runOrder returns the button of an order.
func runOrder(order string) js.Value { return find("#run [data-order=" + order + "]") }

// runButton names a button by a word, and by the keys that do the same: one
// always, and one if it is not needed for playing.
func (h *host) runButton(order, word, key, free string, enabled bool) {
	if !h.running.playable {
		key += ", " + free
	}
	e, name := runOrder(order), h.word(word)
	e.Call("setAttribute", "aria-label", name)
	e.Set("title", name+" ("+key+")")
	e.Set("disabled", !enabled)
}

// showRunBar shows how far the jobs are, and what moment of theirs is looked at.
func (h *host) showRunBar() {
	b := &h.running
	scrub := byID("run-scrub")
	if !b.scrubbing {
		scrub.Set("value", strconv.FormatFloat(1000*b.Position, 'f', 1, 64))
	}
	step := fmt.Sprintf(h.word("step"), b.Step)
	scrub.Call("setAttribute", "aria-valuetext", step+", "+percent(b.Position))
	scrub.Set("disabled", b.Step == 0 && b.Progress == 0)
	fill(scrub, b.Position)
	scrub.Get("style").Call("setProperty", "--to", strconv.FormatFloat(100*b.Progress, 'f', 2, 64)+"%")

	byID("run-step").Set("textContent", step)
	byID("run-percent").Set("textContent", percent(b.Position))
	byID("run-time").Set("textContent", h.runTime())
	rate := ""
	if b.Phase == page.Running && b.Rate > 0 {
		rate = fmt.Sprintf(h.word("rate"), brief(b.Rate))
	}
	byID("run-rate").Set("textContent", rate)
}

// runTime says how long the jobs have run and, if they do, how long they will.
func (h *host) runTime() string {
	b := &h.running
	if b.Elapsed <= 0 {
		return ""
	}
	elapsed := h.duration(b.Elapsed)
	if b.Phase != page.Running || b.Remaining < 0 {
		return elapsed
	}
	return fmt.Sprintf(h.word("left"), elapsed, h.duration(b.Remaining))
}

// duration writes d as "1.2 s", "34 s", "2:05" or "1:02:03".
func (h *host) duration(d time.Duration) string {
	s := d.Seconds()
	switch whole := int(s); {
	case s < 9.95:
		return fmt.Sprintf(h.word("seconds"), strconv.FormatFloat(s, 'f', 1, 64))
	case whole < 60:
		return fmt.Sprintf(h.word("seconds"), strconv.Itoa(whole))
	case whole < 3600:
		return fmt.Sprintf("%d:%02d", whole/60, whole%60)
	default:
		return fmt.Sprintf("%d:%02d:%02d", whole/3600, whole/60%60, whole%60)
	}
}

// brief writes v >= 0 with few digits, and thousands as k, M and G.
func brief(v float64) string {
	unit := ""
	for _, u := range []string{" k", " M", " G"} {
		if v >= 999.5 {
			v, unit = v/1000, u
		}
	}
	digits := 0
	switch {
	case v < 0.995 && unit == "":
		digits = 2
	case v < 9.95:
		digits = 1
	}
	return strconv.FormatFloat(v, 'f', digits, 64) + unit
}

// showTrouble says over the picture that jobs have failed, and why, or that nothing is
// heard of them.
func (h *host) showTrouble(r page.Run) {
	failed := r.Phase == page.Failed || r.Lost
	byID("trouble").Set("hidden", !r.Shown || !failed && !r.Silent)
	text := h.word("silent")
	if failed {
		text = fmt.Sprintf(h.word("failed"), r.Problem)
	}
	byID("trouble-text").Set("textContent", text)
	revive := find("#trouble [data-order=revive]")
	revive.Set("hidden", r.Kept == 0)
	revive.Set("textContent", fmt.Sprintf(h.word("revive"), r.Kept))
}

// order does what one of the buttons says.
func (h *host) order(name string) {
	switch name {
	case "pause":
		h.page.RunPause()
	case "step":
		h.page.RunStep(1)
	case "back":
		h.page.RunStep(-1)
	case "cancel":
		h.page.RunCancel()
	case "again":
		h.page.RunAgain(false)
	case "seed":
		h.page.RunAgain(true)
	case "revive":
		h.page.RunRevive()
	case "save":
		h.page.RunSave()
	case "open":
		byID("run-file").Call("click")
	}
}

// scrubRun is the visitor moving the thumb of the bar; final is its release.
func (h *host) scrubRun(bar js.Value, final bool) {
	h.running.scrubbing = !final
	h.page.RunScrub(bar.Get("valueAsNumber").Float() / 1000)
	if final {
		h.showRunBar()
	}
}

// keyOnRunBar steps from one moment that is kept to the next: as many as they
// are, the thousandths of the bar would miss them.
func (h *host) keyOnRunBar(key string) (handled bool) {
	switch key {
	case "ArrowLeft", "ArrowDown":
		h.page.RunStep(-1)
	case "ArrowRight", "ArrowUp":
		if !h.running.Live {
			h.page.RunStep(1)
		}
	default:
		return false
	}
	return true
}
