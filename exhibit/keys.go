package exhibit

// Keys that mean the same wherever they are: pages, recordings and files know
// them, and several exhibits have them. All else is an exhibit's own.
const (
	ThemeKey = "theme" // Choice: auto, light or dark

	// How a surface is drawn.
	ModeKey     = "mode"  // Choice: wireframe, hidden, dimmed, surface, smooth
	ColormapKey = "cmap"  // Choice: the name of a colormap
	LinesKey    = "lines" // Choice: the colour of lines, z or plain
	BarKey      = "bar"   // Toggle: the colour bar

	// The camera; see State.Camera.
	AzimuthKey    = "az"
	ElevationKey  = "el"
	RollKey       = "roll"
	ZoomKey       = "zoom"
	PanXKey       = "panx"
	PanYKey       = "pany"
	ProjectionKey = "proj" // Choice: ortho, persp or oblique
	EyeKey        = "eye"
	ObliqueKey    = "oblique"
	RecedingKey   = "receding"
	StereoKey     = "stereo" // Choice: off or anaglyph
	EyesKey       = "eyes"
	SpinKey       = "spin" // Number: auto-rotation, degrees per second

	// What a Player plays.
	PositionKey = "t"      // Number: from its start, 0, to its end, 1
	RepeatKey   = "repeat" // Choice: once, loop or bounce
	SpeedKey    = "speed"  // Number: 1 takes Duration

	// PlayKey is the key of the Word that says which sliders play by themselves,
	// and how: "a:1:bounce,b:0.5:loop" is a at speed 1 back and forth, b at half of
	// it from its lower end to its upper, again and again. Sliders that may have
	// Control.Plays set.
	PlayKey = "play"

	// SeedKey is the key of the Number that other seeds are tried with, for a
	// Tasker whose jobs depend on chance.
	SeedKey = "seed"

	// FileKey is the key of the Word that names the files, of the visitor's own,
	// that a State is about.
	FileKey = "file"

	// GoalKey is the key of the Word that is the State of a surface into which the
	// picture flows.
	GoalKey = "to"
)
