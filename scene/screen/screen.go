//go:build js

// Package screen shows display lists with Ebitengine. It is the only package
// that imports it: Ebitengine needs a document as soon as it is imported, so
// nothing that uses this package can be tested without one.
//
// Ebitengine is used as a renderer alone: it draws when Redraw has asked for
// it, and rests otherwise. Input comes from elsewhere.
package screen

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// Run takes over the page's body and shows what frame returns each time a
// frame is wanted; more asks for another one right after. Redraw calls wake,
// for a page that lets Ebitengine's loop rest. Run returns only if there is
// nothing to draw with.
func Run(frame func() (l *scene.DisplayList, more bool), wake func()) error {
	g := &game{frame: frame}
	awaken = wake
	ebiten.SetScreenClearedEveryFrame(false)
	//lint:ignore SA1019 The other modes call Go 60 times a second at rest.
	ebiten.SetFPSMode(ebiten.FPSModeVsyncOffMinimum)
	return ebiten.RunGame(g)
}

var (
	// place is the rectangle of the picture in the window, in screen units, and
	// ratio how many device pixels a unit has.
	place = scene.Rect{Max: scene.Point{X: math.Inf(1), Y: math.Inf(1)}}
	ratio = 1.0

	wanted = true      // what is on the screen is out of date
	lost   = false     // what images held
	awaken = func() {} // Run's wake
)

// Redraw asks for a frame.
func Redraw() {
	wanted = true
	//lint:ignore SA1019 See Run.
	ebiten.ScheduleFrame()
	awaken()
}

// Place says where in the window the picture goes, in screen units (CSS
// pixels), and how many device pixels a unit has. The rest of the window has
// the picture's background.
//
// Ebitengine itself would ask for that ratio once. It is to be told that it is
// 1, and that the window is as large as it is in device pixels.
func Place(x, y, w, h, devicePixels float64) {
	ratio = devicePixels
	place = scene.Rect{Min: scene.Point{X: x, Y: y}, Max: scene.Point{X: x + w, Y: y + h}}
	Redraw()
}

// Restore shows the picture again when the graphics processor has lost what images
// held, though not the images themselves, nor the shaders.
//
// Ebitengine has an image of its own, white, for Fill, which nothing here calls. For
// Clear it need not be white.
func Restore() {
	lost = true
	Redraw()
}

// game is the ebiten.Game. It draws on the final screen at once: to draw on
// Ebitengine's offscreen image, and have that copied, would cost as much as
// the picture itself where a processor stands in for the GPU.
type game struct {
	frame  func() (*scene.DisplayList, bool)
	list   *scene.DisplayList // what is on the screen
	canvas canvas
	w, h   float64
}

func (g *game) Update() error { return nil }

// Draw brings the picture up to date. That the offscreen image changes tells
// Ebitengine to show it.
func (g *game) Draw(offscreen *ebiten.Image) {
	if !wanted {
		return
	}
	wanted = false
	list, more := g.frame()
	if list == nil {
		return
	}
	g.list = list
	offscreen.Clear()
	if more {
		Redraw()
	}
}

// DrawFinalScreen draws the picture. It is also called when the window's
// contents are lost, with nothing new to show.
func (g *game) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	if g.list == nil {
		return
	}
	if lost {
		lost = false
		g.canvas.forget()
	}
	g.canvas.begin(screen, place.Min, ratio, g.list.Background)
	g.list.Replay(&g.canvas)
	g.canvas.end()
}

func (g *game) Layout(w, h int) (int, int) { panic("screen: LayoutF is there") }

// LayoutF gives the size of the offscreen image, of which nothing is needed.
func (g *game) LayoutF(w, h float64) (float64, float64) {
	if w != g.w || h != g.h {
		g.w, g.h = w, h
		Redraw()
	}
	return 16, 16
}
