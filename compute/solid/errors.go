package solid

import "zscape/compute/lang"

// The errors are said in both languages: they have a method In, as lang.Of wants it.

// RangeError names an argument that is out of range.
type RangeError struct {
	Name  string // thickness, size, scale x, scale y, scale z, base, samples, spacing of x, spacing of y
	Value float64
	Want  lang.Text
}

// names are those of arguments in Japanese.
var names = map[string]string{
	"thickness": "厚さ", "size": "大きさ", "base": "底面の形", "samples": "サンプル数",
	"scale x": "xの倍率", "scale y": "yの倍率", "scale z": "zの倍率",
	"spacing of x": "xのサンプル間隔", "spacing of y": "yのサンプル間隔",
}

func (e *RangeError) Error() string { return e.In("en") }

// In says the error in a language.
func (e *RangeError) In(language string) string {
	name := lang.Text{En: e.Name, Ja: names[e.Name]}
	return lang.Sprintf("%s is %.6g but must be %s", "%sが%.6gです。%sにしてください", name, e.Value, e.Want).In(language)
}

// NoSurfaceError says that a grid has no triangle: none with three finite corners
// that is not torn.
type NoSurfaceError struct{ Nx, Ny int }

func (e *NoSurfaceError) Error() string { return e.In("en") }

// In says the error in a language.
func (e *NoSurfaceError) In(language string) string {
	return lang.Sprintf("grid of %d x %d samples has no surface", "%d×%d個のサンプルのどこにも面がありません", e.Nx, e.Ny).In(language)
}

// EmptyError says that a sheet has neither a triangle with an area nor a curve
// with a length.
type EmptyError struct{}

func (e *EmptyError) Error() string { return e.In("en") }

// In says the error in a language.
func (e *EmptyError) In(language string) string {
	return lang.Text{En: "there is no surface or curve to make a solid from", Ja: "立体にする曲面も曲線もありません"}.In(language)
}

// CoverError says that a surface, or a curve, lies upon itself.
type CoverError struct{ lang.Text }

func (e *CoverError) Error() string { return e.En }

// EdgeError names a directed edge of a mesh that keeps it from being closed.
type EdgeError struct {
	From, To uint32 // indices of vertices
	Along    int    // triangles that run from From to To
	Against  int    // triangles that run back
}

func (e *EdgeError) Error() string { return e.In("en") }

// In says the error in a language.
func (e *EdgeError) In(language string) string {
	return lang.Sprintf("mesh is not closed: edge %d-%d has %d triangles in one direction and %d in the other; there must be one of each",
		"立体が閉じていません。辺 %d–%d を順方向に通る三角形が%d枚、逆方向が%d枚あります(1枚ずつのはずです)",
		e.From, e.To, e.Along, e.Against).In(language)
}
