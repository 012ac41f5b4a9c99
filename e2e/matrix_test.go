package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// cell is the selector of a number in the control A.
func cell(row, col int) string {
	return fmt.Sprintf(`.matrix [data-key=A][data-row="%d"][data-col="%d"]`, row, col)
}

// TestMatrix edits a matrix, cell by cell and as a whole.
func TestMatrix(t *testing.T) {
	t.Parallel()
	b := open(t, "#matrices", look{w: 1200, h: 900})
	is := func(what, want string) {
		b.t.Helper()
		if got := b.state().Controls["A"]; got != want {
			t.Errorf("%s leads to A = %s, want %s", what, got, want)
		}
	}
	focus := func(want string) {
		b.t.Helper()
		if got := eval[string](b, `document.activeElement.getAttribute('aria-label')`); got != want {
			t.Errorf("the focus is at %q, want %q", got, want)
		}
	}
	b.focus(cell(0, 0))
	focus("A, row 1, column 1")
	b.press(kb.Tab+"5"+kb.Enter, 0)
	focus("A, row 1, column 2")
	is("typing 5", "0,5;1,3")
	b.press(kb.ArrowDown+"4"+kb.ArrowLeft+kb.ArrowLeft, 0) // the first goes to the beginning of the text
	focus("A, row 2, column 1")
	is("typing 4 below", "0,5;1,4")
	b.press(kb.ArrowUp, 0)
	focus("A, row 1, column 1")
	b.press("7"+kb.Escape, 0)
	is("Escape", "0,5;1,4")
	if got := eval[string](b, `document.activeElement.value`); got != "0" {
		t.Errorf("after Escape the field says %q", got)
	}

	// What is no number stays, marked, until it is one.
	b.press("abc"+kb.Enter, 0)
	b.await("message", `%s(document.getElementById('problem-A'))`, visible)
	if got := eval[string](b, `[...document.querySelectorAll('.matrix [aria-invalid]')].map(e => e.value).join()`); got != "abc" {
		t.Errorf("marked are %q", got)
	}
	is("a word", "0,5;1,4")
	b.shoot("matrix-wrong")
	b.run(`document.activeElement.select()`)
	b.press("2.50"+kb.Enter, 0)
	is("a number", "2.5,5;1,4")
	if !eval[bool](b, `document.getElementById('problem-A').hidden && !document.querySelector('.matrix [aria-invalid]') && document.activeElement.value === '2.5'`) {
		t.Error("after a number is typed, the problem stays")
	}

	// Rows and columns.
	button := func(label string) string { return fmt.Sprintf(`.matrix [aria-label=%q]`, label) }
	b.click(button("A: add one column"))
	is("a column more", "2.5,5,0;1,4,0")
	b.click(button("A: add one row"))
	is("a row more", "2.5,5,0;1,4,0;0,0,0")
	b.click(button("A: remove one column"))
	b.click(button("A: remove one column"))
	is("two columns fewer", "2.5;1;0")
	if !eval[bool](b, `document.querySelector(%q).disabled`, button("A: remove one column")) {
		t.Error("the last column can be taken away")
	}

	// Pasting, as NumPy and tables write it.
	paste := func(selector, text string) {
		b.t.Helper()
		b.focus(selector)
		b.run(`(() => {
			const data = new DataTransfer;
			data.setData('text', %q);
			document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
		})()`, text)
	}
	paste(cell(0, 0), "[[0, 2],\n [1, 3],\n [5, 6]]")
	is("pasting a list", "0,2;1,3;5,6")
	paste(cell(1, 1), "7\t8\n9\t10\n")
	is("pasting a table", "0,2,0;1,7,8;5,9,10")
	paste(cell(0, 0), "1,2;3,4;5,6;7,8;9,10;11,12;13,14")
	b.await("message", `%s(document.getElementById('problem-A'))`, visible)
	is("pasting too much", "0,2,0;1,7,8;5,9,10")
	b.press(kb.Escape, 0)
	b.await("end of the message", `document.getElementById('problem-A').hidden`)

	// What a program prints is a matrix, too; a number may be a formula, and none is missed.
	b.set("A", "0,2;1,3")
	paste(cell(0, 0), "A_a = np.array([[1/2, 2], [0, -1]], float)")
	is("pasting Python", "0.5,2;0,-1")
	b.focus(cell(0, 1))
	b.run(`document.activeElement.select()`)
	b.press(kb.Backspace+kb.Enter, 0)
	b.await("message", `document.getElementById('problem-A').textContent.includes('has no number in row 1, column 2')`)
	is("an empty field", "0.5,2;0,-1")
	b.press("１／４"+kb.Enter, 0)
	is("a fraction in full-width characters", "0.5,0.25;0,-1")

	// What numbers are worth is said beside them.
	b.set("A", "1e-09,0;0,1000000000")
	b.await("notice", `document.getElementById('notices-A').textContent.includes('The exact rank is 2.')`)
	b.shoot("matrix-notice")
	b.set("A", "0,2;1,3")
	b.await("end of the notice", `document.getElementById('notices-A').childElementCount === 0`)

	// x = (1, 2) is typed at once.
	b.focus(`.matrix [data-key=x][data-col="0"]`)
	b.run(`document.activeElement.select()`)
	b.press("4,5,6"+kb.Enter, 0)
	if got := b.state().Controls["x"]; got != "4,5,6" {
		t.Errorf("typing three numbers at once leads to x = %s", got)
	}
}

// The table below the picture follows what is dragged in it, and nothing is
// made anew that is only to be changed.
func TestBoard(t *testing.T) {
	t.Parallel()
	b := open(t, "#matrices", look{w: 1200, h: 900})
	stage, table := b.stage(), b.rect("#table")
	if overlap(stage, table) || table.H < 200 || stage.H < 250 {
		t.Fatalf("the picture is at %v, the table at %v", stage, table)
	}
	row := func(name string) []string {
		b.t.Helper()
		return eval[[]string](b, `[...[...document.querySelectorAll('#table > table > tbody > tr')]
			.find(tr => tr.firstChild.textContent === %q).lastChild.querySelectorAll('.array td, div.value:not(:has(table))')].map(e => e.textContent)`, name)
	}
	if got := row("determinant"); !slices.Equal(got, []string{"\u22122"}) {
		t.Errorf("the determinant is %q", got)
	}
	if got := row("inverse"); !slices.Equal(got, []string{"\u22121.5", "1", "0.5", "0"}) {
		t.Errorf("the inverse is %q", got)
	}
	b.run(`window.cells = [...document.querySelectorAll('#table td')]; window.changed = 0;
		new MutationObserver(m => { changed += m.length }).observe(document.getElementById('table'), {childList: true, subtree: true})`)
	b.set("A", "0,2;1,5")
	if got := row("inverse"); !slices.Equal(got, []string{"\u22122.5", "1", "0.5", "0"}) {
		t.Errorf("after a change the inverse is %q", got)
	}
	if !eval[bool](b, `[...document.querySelectorAll('#table td')].every((e, i) => e === cells[i])`) {
		t.Error("after a change of values the table has other cells")
	}
	before := eval[int](b, `changed`)
	b.run(`zscape.set('theme', 'dark')`)
	b.rest()
	if after := eval[int](b, `changed`); after != before {
		t.Errorf("a change of nothing in the table changes it %d times", after-before)
	}
	b.set("A", "1,2;2,4")
	if got := row("determinant"); !slices.Equal(got, []string{"0"}) {
		t.Errorf("the determinant is %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll('#table .problem').length`); n == 0 {
		t.Error("a singular matrix has no problem in the table")
	}
	b.shoot("table-singular")
	b.click(`nav a[href="#gaussian"]`)
	b.await("picture without a table", `document.getElementById('table').hidden`)
	b.rest()
	if s := b.stage(); s.H < stage.H+200 {
		t.Errorf("without the table the picture has %v", s)
	}
}

// How the parts for jobs, matrices and tables look, for people to see; and
// that all of them can be reached.
func TestRunLayout(t *testing.T) {
	t.Parallel()
	for _, device := range devices {
		t.Run(device.name, func(t *testing.T) {
			first := device.look(0, false)
			b := open(t, "", first)
			for _, exhibit := range []string{"waves", "surface", "notebook", "matrices", "leastsquares", "ratings"} {
				b.wear(first)
				b.visit(exhibit)
				if b.job().Shown {
					b.run(`zscape.run('again')`)
					b.awaitRun(`r.step > 20`)
					b.run(`zscape.scrub(0.12)`)
				}
				for k := range device.sizes {
					for _, dark := range []bool{false, true} {
						l := device.look(k, dark)
						b.wear(l)
						b.layOut(fmt.Sprintf("%s-%d-%s", exhibit, l.w, themeOf(l)), exhibit, l)
					}
				}
			}
		})
	}
}

// layOut looks at how the page of an exhibit is laid out in the look that it wears.
func (b *tab) layOut(name, exhibit string, l look) {
	b.t.Helper()
	b.awaitLook(l)
	b.shoot(name)
	parts := `'header', '#dock', '#panel', '#stage'`
	if exhibit == "matrices" {
		parts += `, '#table'`
	}
	if wrong := eval[string](b, `%s([%s])`, misplaced, parts); wrong != "" {
		b.t.Errorf("%s: %s", name, wrong)
	}
	if !l.touch {
		return
	}
	b.click("#sheet")
	b.rest()
	if wrong := b.unreachable("#panel"); wrong != "" {
		b.t.Errorf("%s: %s", name, wrong)
	}
	if stage := b.stage(); stage.H < 150 {
		b.t.Errorf("%s: the panel leaves %v for the picture", name, stage)
	}
	b.shoot(name + "-panel")
	b.click("#sheet")
}

// themeOf is the name of the theme that a page has in a look.
func themeOf(l look) string {
	if l.dark {
		return "dark"
	}
	return "light"
}
