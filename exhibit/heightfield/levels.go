package heightfield

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/contour"
	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
	"zscape/scene"
)

// MaxLevels is how many contour levels there may be.
const MaxLevels = 200

// levelSpec is what the key "at" says: a list of levels, or the step between
// them; neither if both are empty.
type levelSpec struct {
	list []float64
	step float64
}

// readLevels reads a list of numbers or "step" and a number.
func readLevels(text string) (spec levelSpec, reason error) {
	bad := func(en, ja string, args ...any) (levelSpec, error) { return spec, lang.Errorf(en, ja, args...) }
	text = strings.TrimSpace(plain.String(text))
	if text == "" {
		return spec, nil
	}
	if word, ok := strings.CutPrefix(text, "step"); ok {
		v, err := exhibit.ParseNumber(word)
		switch {
		case err != nil:
			return bad("must have a number after step, such as step 0.25", "step の後に数を書いてください。例: step 0.25")
		case v <= 0:
			return bad("must have a step greater than 0", "間隔は0より大きくしてください")
		}
		return levelSpec{step: v}, nil
	}
	words := strings.Split(strings.ReplaceAll(text, ";", ","), ",")
	if list, ok := strings.CutPrefix(text, "["); ok && strings.HasSuffix(list, "]") { // as programs write it
		words = strings.FieldsFunc(strings.TrimSuffix(list, "]"), func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
	}
	if len(words) > MaxLevels {
		return bad("lists %d levels, at most %d are allowed", "値が%d個あります。%d個までにしてください", len(words), MaxLevels)
	}
	for _, word := range words {
		word = strings.TrimSpace(word)
		v, err := exhibit.ParseNumber(word)
		if err != nil {
			return bad("must be a list such as -1, 0, 2.5 or a step such as step 0.25: %.20q %v", "-1, 0, 2.5 のような列か、step 0.25 のような間隔にしてください: %.20q は%v", word, err)
		}
		spec.list = append(spec.list, v+0)
	}
	slices.Sort(spec.list)
	spec.list = slices.Compact(spec.list)
	return spec, nil
}

// checkLevels is the Check of the key "at".
func checkLevels(text string) (canonical string, reason error) {
	spec, err := readLevels(text)
	if err != nil {
		return "", err
	}
	if spec.step > 0 {
		return "step " + exhibit.FormatNumber(spec.step), nil
	}
	words := make([]string, len(spec.list))
	for k, v := range spec.list {
		words[k] = exhibit.FormatNumber(v)
	}
	return strings.Join(words, ", "), nil
}

// levels are contour levels, ascending.
type levels struct {
	values []float64 // of z
	drawn  []float64 // heights at which they are drawn: logarithms on such an axis
	even   bool      // drawn at equal distances
	step   float64   // that was taken, if a step is asked for
	listed bool      // they were entered one by one
	log    bool      // the axis is logarithmic
}

// levelsOf returns the contour levels that st asks for on an axis.
func levelsOf(st exhibit.State, a *zAxis) levels {
	r := a.box()
	spec, _ := readLevels(st.Text("at"))
	l := levels{log: a.log, listed: spec.list != nil}
	switch {
	case spec.step > 0:
		lo, hi := a.value(r.lo), a.value(r.hi)
		l.step = coarsened(spec.step, lo, hi)
		for k := math.Ceil(lo / l.step); k*l.step <= hi && len(l.values) < MaxLevels; k++ {
			l.values = append(l.values, k*l.step+0)
		}
		l.even = !a.log
	case l.listed:
		l.values = spec.list
	default:
		n := st.Int("levels")
		if st.Text("spacing") == "nice" {
			l.values = niceLevels(a, n)
		}
		if l.values == nil { // as Octave's contour draws them
			l.drawn, l.even = contour.Levels(r.lo, r.hi, n), true
			for _, at := range l.drawn {
				l.values = append(l.values, a.value(at))
			}
			return l
		}
		l.even = !a.log
	}
	values := l.values
	l.values = nil
	for _, v := range values {
		if at := a.height(v); r.lo <= at && at <= r.hi { // not NaN
			l.values, l.drawn = append(l.values, v), append(l.drawn, at)
		}
	}
	return l
}

// niceLevels returns about n round numbers, nil if there are none.
func niceLevels(a *zAxis, n int) []float64 {
	r := a.box()
	if a.log {
		return contour.NiceLogLevels(a.value(r.lo), a.value(r.hi), n)
	}
	return contour.NiceLevels(r.lo, r.hi, n)
}

// coarsened returns the least of step, 2 step, 5 step, 10 step, ... that has at
// most MaxLevels multiples between lo and hi.
func coarsened(step, lo, hi float64) float64 {
	for power := 1.0; power < 1e300; power *= 10 {
		for _, m := range []float64{1, 2, 5} {
			if s := step * m * power; (hi-lo)/s < MaxLevels-1 {
				return s
			}
		}
	}
	return math.Inf(1)
}

// bands returns the colours of the bands between levels, of heights in r.
func (l *levels) bands(r zRange, color func(float64) scene.Color) []scene.Color {
	colors := make([]scene.Color, 0, len(l.drawn)+1)
	from := r.lo
	for _, to := range l.drawn {
		colors = append(colors, color((from+to)/2))
		from = to
	}
	return append(colors, color((from+r.hi)/2))
}

// names writes the levels as labels, no two of which are the same: those that
// were entered as other numbers are, the others as finely as they lie apart.
func (l *levels) names() []string {
	if l.listed {
		return exhibit.BriefAll(l.values)
	}
	names := make([]string, len(l.values))
	if l.log {
		plain := !slices.ContainsFunc(l.values, func(v float64) bool { return v < 1e-4 || v >= 1e6 })
		for k, v := range l.values {
			fine := gap(l.values, k) / 10
			if names[k] = scene.Number(v, fine); !plain {
				digits := max(0, int(math.Floor(math.Log10(v))-math.Floor(math.Log10(fine))))
				rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits, 64), 64)
				names[k] = scene.Scientific(strconv.FormatFloat(rounded, 'e', -1, 64))
			}
		}
		return names
	}
	if len(names) == 0 {
		return names
	}
	first, last := l.values[0], l.values[len(names)-1]
	n := scene.NotationOf(first, last, digitOf(l.values))
	for k, v := range l.values {
		names[k] = n.Whole(v)
		if strings.Contains(names[k], ".") && !strings.Contains(names[k], "\u00d7") {
			names[k] = strings.TrimRight(strings.TrimRight(names[k], "0"), ".")
		}
	}
	return names
}

// gap returns how far value k is from the one next to it; if it is alone, its
// size, or for 0 that of 1.
func gap(values []float64, k int) float64 {
	d := math.Inf(1)
	if k > 0 {
		d = values[k] - values[k-1]
	}
	if k+1 < len(values) {
		d = min(d, values[k+1]-values[k])
	}
	switch {
	case !math.IsInf(d, 1):
		return d
	case values[k] == 0:
		return 1
	}
	return math.Abs(values[k])
}

// digitOf returns the power of ten of the last digit that evenly spaced values
// have, or if they have many, one by which they can be told apart.
func digitOf(values []float64) float64 {
	first := int(math.Floor(math.Log10(gap(values, 0)) + 1e-9))
	for exponent := first; exponent > first-3; exponent-- {
		if !slices.ContainsFunc(values, func(v float64) bool {
			q := v / math.Pow10(exponent)
			return math.Abs(q-math.Round(q)) > 1e-6
		}) {
			return math.Pow10(exponent)
		}
	}
	return math.Pow10(first - 1)
}

// labels returns the name of each line's level.
func (l *levels) labels(lines []contour.Line) []string {
	labels, names := make([]string, len(lines)), l.names()
	for k, line := range lines {
		if n, ok := slices.BinarySearch(l.drawn, line.Level); ok {
			labels[k] = names[n]
		}
	}
	return labels
}
