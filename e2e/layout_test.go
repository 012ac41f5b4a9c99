package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// unreachable lists the buttons, fields and links in an element that the
// visitor cannot get at, even by scrolling, or that stand out of the window.
func (b *tab) unreachable(selector string) string {
	b.t.Helper()
	return eval[string](b, `(() => {
		const wrong = [];
		let n = 0;
		for (const e of document.querySelectorAll(%q + ' :is(a, button, input, select, summary)')) {
			if (!e.checkVisibility({visibilityProperty: true})) continue;
			n++;
			e.scrollIntoView({block: 'nearest', inline: 'nearest'});
			const r = e.getBoundingClientRect();
			if (!%s(e)) wrong.push('covered: ' + e.outerHTML);
			if (r.left < -1 || r.right > innerWidth + 1 || r.top < -1 || r.bottom > innerHeight + 1) wrong.push('outside: ' + e.outerHTML);
			if (r.width < 12 || r.height < 12) wrong.push('tiny: ' + e.outerHTML);
		}
		if (!n) wrong.push('nothing there');
		return wrong.join('\n');
	})()`, selector, visible)
}

func TestLayout(t *testing.T) {
	for _, size := range [][2]int{{1440, 900}, {1024, 768}, {390, 844}} {
		for _, dark := range []bool{false, true} {
			theme, paper := "light", lightPaper
			if dark {
				theme, paper = "dark", darkPaper
			}
			name := fmt.Sprintf("%dx%d-%s", size[0], size[1], theme)
			t.Run(name, func(t *testing.T) {
				phone := size[0] < 600
				b := open(t, "", look{w: size[0], h: size[1], touch: phone, dark: dark})
				b.shoot(name)
				stage, shot := b.stage(), b.shot()

				if eval[bool](b, `document.scrollingElement.scrollWidth > innerWidth || document.scrollingElement.scrollHeight > innerHeight`) {
					t.Error("the page scrolls")
				}
				if part := stage.W * stage.H / float64(size[0]*size[1]); part < 0.4 {
					t.Errorf("the picture has %.0f %% of the screen", 100*part)
				}
				if got := eval[string](b, `document.documentElement.dataset.theme`); got != theme {
					t.Errorf("the theme is %s", got)
				}
				for _, at := range []box{{2, 2, 1, 1}, {stage.X + 3, stage.Y + 3, 1, 1}, {float64(size[0]) - 5, float64(size[1]) - 3, 1, 1}} {
					if shot.count(at, paper) != 1 {
						t.Errorf("the background at %v is %v, want %v", at, shot.RGBAAt(int(at.X), int(at.Y)), paper)
					}
				}
				if ink := shot.ink(stage, paper); ink.W < 0.5*stage.W || ink.H < 0.4*stage.H || shot.colors(stage) < 100 {
					t.Errorf("of the picture's %v there is ink in %v", stage, ink)
				}
				if wrong := eval[string](b, `(() => {
					const r = document.getElementById('stage').getBoundingClientRect(), over = new Set;
					for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
						const e = document.elementFromPoint(r.x + r.width * i / 20, r.y + r.height * j / 20);
						if (e.tagName !== 'CANVAS') over.add(e.outerHTML.slice(0, 80));
					}
					return [...over].join('\n');
				})()`); wrong != "" {
					t.Errorf("over the picture lies %s", wrong)
				}
				regions := []string{"header", "#dock", "#panel"}
				for _, r := range regions {
					if wrong := b.unreachable(r); wrong != "" {
						t.Errorf("in %s: %s", r, wrong)
					}
				}
				for i, r := range append(regions, "#stage") {
					for _, q := range regions[:min(i, 3)] {
						if a, b := b.rect(r), b.rect(q); overlap(a, b) {
							t.Errorf("%s %v and %s %v overlap", r, a, q, b)
						}
					}
				}
				if phone {
					b.click("#sheet")
					b.await("panel", `(e => { e.scrollIntoView({block: 'center'}); return %s(e); })(document.getElementById('field-vx'))`, visible)
					b.rest()
					b.shoot(name + "-panel")
					if wrong := b.unreachable("#panel"); wrong != "" {
						t.Errorf("in the panel: %s", wrong)
					}
					if a, b := b.stage(), b.rect("#panel"); overlap(a, b) || a.H < 200 {
						t.Errorf("the panel %v leaves %v for the picture", b, a)
					}
				}
			})
		}
	}
}

func overlap(a, b box) bool {
	return a.X+a.W > b.X+1 && b.X+b.W > a.X+1 && a.Y+a.H > b.Y+1 && b.Y+b.H > a.Y+1
}

// A change of the system's theme, and the page's own choice.
func TestTheme(t *testing.T) {
	b := open(t, "#gaussian?theme=dark", look{})
	corner := func() box { s := b.stage(); return box{s.X + 3, s.Y + 3, 1, 1} }
	if b.shot().count(corner(), darkPaper) != 1 {
		t.Error("theme=dark is not dark")
	}
	b.set("theme", "auto")
	if b.shot().count(corner(), lightPaper) != 1 {
		t.Error("theme=auto is not light, as the system is")
	}
}

// On a screen with two pixels a unit, the picture is sharp and in its place.
func TestFinePixels(t *testing.T) {
	b := open(t, "", look{w: 800, h: 700, scale: 2})
	stage := b.stage()
	p := b.shot()
	if p.Rect.Dx() != 1600 {
		t.Fatalf("the window is %d pixels wide", p.Rect.Dx())
	}
	fine := box{2 * stage.X, 2 * stage.Y, 2 * stage.W, 2 * stage.H}
	ink := p.ink(fine, lightPaper)
	if ink.W < stage.W || ink.H < 0.8*stage.H {
		t.Errorf("of the picture's %v pixels there is ink in %v", fine, ink)
	}
	if got := eval[string](b, `(c => c.width + ' ' + c.height)(document.querySelector('canvas'))`); !strings.HasPrefix(got, "1600 ") {
		t.Errorf("the canvas has %s pixels", got)
	}
	x, y := stage.center()
	b.mouse("mouseMoved", x-0.05*stage.W, y)
	b.await("point of the surface", `zscape.state().hover !== null`)
	b.rest()
	if n := b.shot().count(box{2*x - 0.1*stage.W - 60, 2*y - 60, 120, 120}, lightAccent); n < 100 {
		t.Errorf("under the pointer the cross-hair has %d pixels", n)
	}
}
