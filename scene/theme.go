package scene

// Theme is the colours and type sizes of a picture.
type Theme struct {
	Background Color
	Ink        Color   // text that is read, axis lines
	Muted      Color   // text that is consulted: tick labels
	Rule       Color   // grid lines of the panes
	Line       Color   // lines of a wireframe, if not coloured by height
	Accent     Color   // what moves: cross-hair, progress
	Veil       float32 // how much a face of a dimmed wireframe covers, 0..1
	TextSize   float64 // em, screen units

	// Deepen is how far the colours of thin lines are moved towards Ink, 0..1:
	// the ends of most colormaps fade into a white or a black page.
	Deepen float32

	// Series tells apart what has no order: lines of a plot, classes. They
	// differ in lightness as well as in hue, for those who see fewer hues.
	Series [8]Color
}

// OnPaper returns the colour in which a thin line stands for c.
func (t *Theme) OnPaper(c Color) Color {
	ink := t.Ink
	ink.A = c.A
	return c.Mix(ink, t.Deepen)
}

// Light and Dark are the themes.
var (
	Light = Theme{
		Background: Hex(0xfdfdfb), Ink: Hex(0x1c2127), Muted: Hex(0x5b6470), Rule: Hex(0xdfe2e0),
		Line: Hex(0x1f5f99), Accent: Hex(0xc8401f), Veil: 0.82, TextSize: 12.5, Deepen: 0.16,
		Series: [8]Color{Hex(0x1f5f99), Hex(0xc8401f), Hex(0x2c8a63), Hex(0x8453a3), Hex(0xad7a00), Hex(0x1b8fa8), Hex(0xc2528b), Hex(0x6a7178)},
	}
	Dark = Theme{
		Background: Hex(0x101418), Ink: Hex(0xe8ebee), Muted: Hex(0x98a2ad), Rule: Hex(0x2b3239),
		Line: Hex(0x7db9ea), Accent: Hex(0xff8a5c), Veil: 0.80, TextSize: 12.5, Deepen: 0.30,
		Series: [8]Color{Hex(0x7db9ea), Hex(0xff8a5c), Hex(0x6bcf9f), Hex(0xc39ae2), Hex(0xe2b548), Hex(0x62cde0), Hex(0xf295c1), Hex(0xaab2ba)},
	}
)
