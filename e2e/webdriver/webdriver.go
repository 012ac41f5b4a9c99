// Package webdriver drives two browsers as Debian has them: Firefox by WebDriver
// BiDi (https://www.w3.org/TR/webdriver-bidi/), and WebKit, which is Safari's
// engine, by classic WebDriver (https://www.w3.org/TR/webdriver2/).
//
// A browser runs without a screen, draws with the processor, and keeps its profile
// in a temporary folder. It ends, and the folder is removed, when it is closed or
// when the program that has started it ends, in whatever way.
package webdriver

import (
	"context"
	"fmt"
	"os/exec"
)

// A Browser is a browser with a single tab. All positions and sizes are in CSS
// pixels, from the upper left corner of what the tab shows.
type Browser interface {
	// Open opens a page anew, even one that is open already, and returns when it
	// has loaded. The script before, if there is one, runs before those of the page
	// and of pages in it.
	Open(ctx context.Context, url, before string) error

	// Eval returns the value of a JavaScript expression, or of the promise that it
	// is, as JSON; what JSON has no word for is null.
	Eval(ctx context.Context, js string) ([]byte, error)

	// Pointer moves the pointer along a path. If it is pressed, it goes down at the
	// first point and up at the last: a single point is a click or a tap.
	Pointer(ctx context.Context, pressed bool, path ...Point) error

	// Wheel turns the wheel of the mouse, towards the user if dy is positive.
	Wheel(ctx context.Context, at Point, dy float64) error

	// Keys presses and releases keys one by one, each given by the character that
	// it types or by a constant of this package.
	Keys(ctx context.Context, keys string) error

	// SetFiles chooses files for the field that a selector means, as the dialogue
	// for files does.
	SetFiles(ctx context.Context, selector string, paths ...string) error

	// Resize sets the size of what the tab shows.
	Resize(ctx context.Context, width, height int) error

	// Screenshot returns what the tab shows as a PNG.
	Screenshot(ctx context.Context) ([]byte, error)

	// Problems returns what has gone wrong in the pages since it was last asked:
	// errors in the console, exceptions, forbidden acts, failed requests, and
	// requests for what is not on this machine.
	Problems() []string

	// Close ends the browser.
	Close() error
}

// A Point is a place in the tab.
type Point struct{ X, Y float64 }

// Keys that type no character, as WebDriver numbers them.
const (
	Backspace  = "\ue003"
	Tab        = "\ue004"
	Enter      = "\ue007"
	Escape     = "\ue00c"
	ArrowLeft  = "\ue012"
	ArrowUp    = "\ue013"
	ArrowRight = "\ue014"
	ArrowDown  = "\ue015"
)

// find returns the path of the first of some programs that is there.
func find(what, pkg, setting string, names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("there is no %s in the PATH; install the package %s (apt-get install %[2]s)%s", what, pkg, setting)
}
