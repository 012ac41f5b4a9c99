package exhibit

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/lang"
	"zscape/scene"
)

// Kind is what a control holds, and with it how the page shows it.
type Kind int

const (
	Number  Kind = iota // a slider with a field
	Choice              // one of a list
	Toggle              // on or off: "1" or "0"
	Word                // free text
	Formula             // a text that is tried while it is typed
	Matrix              // numbers in rows: "0,2;1,3"
	Action              // a button; holds nothing
)

// Control is a key of the State: what it may hold, and how it is shown.
type Control struct {
	Key     string
	Kind    Kind
	Label   Text
	Group   Text // heading under which it stands; the first of a group opens it
	Hint    Text // one line more
	Default string
	Hidden  bool // it has no place in the panel: the camera, the limits of a plot
	Carry   bool // another exhibit that carries the key, too, opens with its value

	// For Number: the range that is accepted, and the slider's range and step if
	// narrower.
	Min, Max         float64
	SlideMin         float64
	SlideMax         float64
	Step             float64
	Whole            bool // only whole numbers
	Plays            bool // its slider may play by itself; see PlayKey
	ExclusiveMinimum bool // Min itself is not accepted

	Options []Option // for Choice; suggestions for a Word

	MaxRows, MaxCols int // for Matrix; one row is a vector

	// Check, if not nil, returns what is wrong with the text of a Word or a
	// Formula, as the Reason of a Problem. It may return another way to write the
	// same.
	Check func(text string) (canonical string, reason error)

	// Complete, if not nil, returns the completions of the name that ends at byte pos
	// of a Formula: one of list takes the place of bytes from to to.
	Complete func(text string, pos int) (from, to int, list []Completion)

	// Typeset, if not nil, returns a Formula's value in MathML; empty if it cannot be
	// read.
	Typeset func(text string) string
}

// Completion is a name that completes what was typed.
type Completion struct {
	Name    string
	Insert  string // in place of what was typed of it
	Meaning Text
}

// Option is one of the values of a Choice.
type Option struct {
	Value string
	Label Text
}

// Slider returns a Number that is def at first: min to max is accepted, and the
// slider goes from lo to hi by step.
func Slider(key string, group, label Text, def, min, max, lo, hi, step float64) Control {
	return Control{Key: key, Kind: Number, Group: group, Label: label, Default: FormatNumber(def),
		Min: min, Max: max, SlideMin: lo, SlideMax: hi, Step: step}
}

// Slide returns the range of the slider.
func (c *Control) Slide() (lo, hi float64) {
	if c.SlideMax > c.SlideMin {
		return c.SlideMin, c.SlideMax
	}
	return c.Min, c.Max
}

// Range says in words what the control accepts.
func (c *Control) Range() string {
	switch c.Kind {
	case Number:
		from := ">="
		if c.ExclusiveMinimum {
			from = ">"
		}
		s := fmt.Sprintf("%s %s and <= %s", from, FormatNumber(c.Min), FormatNumber(c.Max))
		if c.Whole {
			s = "whole, " + s
		}
		return s
	case Choice:
		return "one of " + strings.Join(c.values(), ", ")
	case Toggle:
		return "0 or 1"
	case Matrix:
		if c.MaxRows == 1 {
			return fmt.Sprintf("1 to %d numbers, such as 1,2", c.MaxCols)
		}
		return fmt.Sprintf("numbers in rows, such as 0,2;1,3, up to %d x %d", c.MaxRows, c.MaxCols)
	}
	return "text"
}

func (c *Control) values() []string {
	names := make([]string, len(c.Options))
	for i, o := range c.Options {
		names[i] = o.Value
	}
	return names
}

// maxWord is the length of the longest text that a control takes, in bytes.
const maxWord = 2000

// Parse checks text as a value of the control and returns it in its canonical
// form, so that equal values are equal texts. An error is a *Problem.
func (c *Control) Parse(text string) (string, error) {
	refuse := func(reason error) (string, error) {
		return "", &Problem{Key: c.Key, Value: text, Reason: lang.Of(reason)}
	}
	bad := func(en, ja string, args ...any) (string, error) { return refuse(lang.Errorf(en, ja, args...)) }
	text = strings.TrimSpace(text)
	switch c.Kind {
	case Number:
		if text == "" {
			return bad("is empty: enter a number", "空欄です。数を入力してください")
		}
		v, err := ParseNumber(text)
		switch {
		case err != nil:
			return "", &Problem{Key: c.Key, Value: text, Reason: lang.Of(err), Fixes: c.withoutComma(text)}
		case v < c.Min || c.ExclusiveMinimum && v == c.Min:
			if c.ExclusiveMinimum {
				return bad("must be greater than %s", "%sより大きい数にしてください", FormatNumber(c.Min))
			}
			return bad("must be at least %s", "%s以上の数にしてください", FormatNumber(c.Min))
		case v > c.Max:
			return bad("must be at most %s", "%s以下の数にしてください", FormatNumber(c.Max))
		case c.Whole && v != math.Trunc(v):
			return bad("must be a whole number", "整数にしてください")
		}
		return FormatNumber(v), nil
	case Choice:
		if !slices.Contains(c.values(), text) {
			return bad("must be one of %s", "次のどれかにしてください: %s", strings.Join(c.values(), ", "))
		}
	case Toggle:
		if text != "0" && text != "1" {
			return bad("must be 0 or 1", "0か1にしてください")
		}
	case Matrix:
		rows, err := parseMatrix(text, c.MaxRows, c.MaxCols)
		if err != nil {
			return refuse(err)
		}
		return FormatMatrix(rows), nil
	case Word, Formula:
		if len(text) > maxWord {
			return bad("is longer than %d bytes", "%dバイトを超えています", maxWord)
		}
		if !utf8.ValidString(text) {
			return bad("is not valid UTF-8", "UTF-8として正しくありません")
		}
		if c.Check != nil {
			canonical, err := c.Check(text)
			if err != nil {
				return refuse(err)
			}
			return canonical, nil
		}
	case Action:
		return bad("is a button and has no value", "ボタンなので値を持ちません")
	}
	return text, nil
}

// Problem says what is wrong with the value of one control.
type Problem struct {
	Key, Value string
	Reason     Text // in English it begins with a verb, "must be at least 0"; in Japanese it is a sentence

	// From and To are the bytes of Value that are wrong; if both are 0, it is
	// all of it.
	From, To int

	// Missing, if not empty, is the file of the visitor's own without which the
	// value has no meaning, or AnyFile.
	Missing string

	// Fixes are what may have been meant.
	Fixes []Fix
}

// AnyFile is the Missing of a Problem that any file would do away with. No file is called
// so: see files.Name.
const AnyFile = "/"

// Error says the problem in English.
func (p *Problem) Error() string { return p.In("en") }

// In says the problem, and with which value of which control, in a language.
func (p *Problem) In(language string) string {
	colon := ""
	if language == "ja" {
		colon = ":"
	}
	return fmt.Sprintf("%s = %q%s %s", short(p.Key), short(p.Value), colon, p.Reason.In(language))
}

// short returns text as far as an error repeats it: valid UTF-8 and not long.
func short(text string) string {
	const most = 60
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "..."
	}
	return strings.ToValidUTF8(text, "\ufffd")
}

// FormatNumber writes v with as few digits as read back to the same number.
func FormatNumber(v float64) string {
	if v == 0 {
		return "0"
	}
	if a := math.Abs(v); a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// CameraControls are the keys under which a State holds a scene.Camera.
func CameraControls() []Control {
	d := scene.DefaultCamera
	view := Text{En: "View", Ja: "視点"}
	return append(AimControls("", d), []Control{
		{Key: ProjectionKey, Kind: Choice, Carry: true, Group: view, Label: Text{En: "Projection", Ja: "投影"}, Default: "ortho", Options: []Option{
			{"ortho", Text{En: "orthographic", Ja: "平行投影"}}, {"persp", Text{En: "perspective", Ja: "透視投影"}},
			{"oblique", Text{En: "oblique", Ja: "斜投影"}}}},
		{Key: EyeKey, Kind: Number, Carry: true, Group: view, Label: Text{En: "Eye distance", Ja: "視点の距離"},
			Hint:    Text{En: "Perspective only: in radii of the bounding sphere of the box.", Ja: "透視投影のみ。箱の外接球の半径を単位とする。"},
			Default: FormatNumber(d.Distance), Min: scene.MinDistance, Max: scene.MaxDistance, Step: 0.1},
		{Key: ObliqueKey, Kind: Number, Group: view, Label: Text{En: "Depth scale", Ja: "奥行きの縮尺"},
			Hint:    Text{En: "Oblique only: 1 is the cavalier projection, 0.5 the cabinet projection. A view along an axis shows one face of the box undistorted.", Ja: "斜投影のみ。1はカバリエ図、0.5はキャビネット図。軸の方向から見ると、箱の一面がゆがまずに見える。"},
			Default: "0.5", Min: 0, Max: scene.MaxOblique, SlideMax: 1, Step: 0.05},
		{Key: RecedingKey, Kind: Number, Group: view, Label: Text{En: "Depth axis, degrees", Ja: "奥行き軸の角度(度)"},
			Hint:    Text{En: "Oblique only: the direction in which depth is drawn, counterclockwise from the right.", Ja: "斜投影のみ。奥へ向かう線の向きを、右から反時計回りに測る。"},
			Default: FormatNumber(d.Receding), Min: -180, Max: 180, Step: 5},
		{Key: StereoKey, Kind: Choice, Group: view, Label: Text{En: "Stereo", Ja: "立体視"}, Default: "off", Options: []Option{
			{"off", Text{En: "off", Ja: "なし"}}, {"anaglyph", Text{En: "anaglyph (red left, cyan right)", Ja: "アナグリフ(左赤・右シアン)"}}}},
		{Key: EyesKey, Kind: Number, Group: view, Label: Text{En: "Eye separation, degrees", Ja: "両眼の間隔(度)"},
			Hint:    Text{En: "Stereo only: the angle between the eyes, seen from the centre of the box.", Ja: "立体視のみ。箱の中心から見た両眼の間の角度。"},
			Default: "5", Min: 0.5, Max: scene.MaxStereo, SlideMin: 0.5, SlideMax: 10, Step: 0.5},
	}...)
}

// AimControls are the keys of a State for the direction, the zoom and the pan of one of
// several cameras, each of which ends with its name, such as "az2". At first it is
// aimed as d is. The projection is that of CameraControls, among which are the keys of
// the camera without a name.
func AimControls(camera string, d scene.Camera) []Control {
	of := Text{}
	if camera != "" {
		of = Text{En: " (" + camera + ")", Ja: " (" + camera + ")"}
	}
	hidden := func(key, en, ja string, def, lo, hi float64) Control {
		return Control{Key: key + camera, Kind: Number, Hidden: true, Label: Text{En: en + of.En, Ja: ja + of.Ja}, Default: FormatNumber(def), Min: lo, Max: hi}
	}
	carried := func(c Control) Control { c.Carry = camera == ""; return c }
	return []Control{
		carried(hidden(AzimuthKey, "azimuth, degrees", "方位角(度)", d.Azimuth, -180, 180)),
		carried(hidden(ElevationKey, "elevation, degrees", "仰角(度)", d.Elevation, -90, 90)),
		hidden(RollKey, "roll, degrees", "ロール(度)", d.Roll, -180, 180),
		hidden(ZoomKey, "zoom", "拡大率", d.Zoom, scene.MinZoom, scene.MaxZoom),
		hidden(PanXKey, "pan to the right", "右への移動", d.Pan.X, -scene.MaxPan, scene.MaxPan),
		hidden(PanYKey, "pan upwards", "上への移動", d.Pan.Y, -scene.MaxPan, scene.MaxPan),
	}
}

// Camera reads the keys of the camera without a name.
func (s State) Camera() scene.Camera { return s.CameraOf("") }

// CameraOf reads the keys of a camera; see AimControls.
func (s State) CameraOf(camera string) scene.Camera {
	c := scene.Camera{
		Azimuth: s.Number(AzimuthKey + camera), Elevation: s.Number(ElevationKey + camera), Roll: s.Number(RollKey + camera), Zoom: s.Number(ZoomKey + camera),
		Pan:         scene.Point{X: s.Number(PanXKey + camera), Y: s.Number(PanYKey + camera)},
		Perspective: s.Text(ProjectionKey) == "persp", Distance: s.Number(EyeKey),
		Receding: s.Number(RecedingKey),
	}
	if s.Text(ProjectionKey) == "oblique" {
		c.Oblique = s.Number(ObliqueKey)
	}
	if s.Text(StereoKey) == "anaglyph" {
		c.Stereo = s.Number(EyesKey)
	}
	return c
}

// Turned returns s with cameras turned by an angle in degrees, to the left.
func (s State) Turned(by float64, cameras ...string) State {
	for _, name := range cameras {
		c := s.CameraOf(name)
		c.Azimuth += by
		s = s.WithCameraOf(name, c)
	}
	return s
}

// WithCamera returns s with the direction, zoom and pan of the camera without a name
// set to c's, rounded to what can be seen so that addresses stay short.
func (s State) WithCamera(c scene.Camera) State { return s.WithCameraOf("", c) }

// WithCameraOf is WithCamera for the camera of that name.
func (s State) WithCameraOf(camera string, c scene.Camera) State {
	c = c.Clamp()
	round := func(key string, v float64, digits int) {
		s = s.with(key+camera, FormatNumber(Round(v, -digits)))
	}
	round(AzimuthKey, c.Azimuth, 2)
	round(ElevationKey, c.Elevation, 2)
	round(RollKey, c.Roll, 2)
	round(ZoomKey, c.Zoom, 4)
	round(PanXKey, c.Pan.X, 4)
	round(PanYKey, c.Pan.Y, 4)
	return s
}
