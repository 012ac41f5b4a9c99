package heightfield

import (
	"math"

	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// MaxPoints is how many samples a surface may have.
const MaxPoints = 4_200_000

// latticeKeys returns the keys that say where the surface is sampled.
func latticeKeys(st exhibit.State) []string {
	if byCount(st) {
		return []string{"xmin", "xmax", "ymin", "ymax", "nx", "ny"}
	}
	return []string{"xmin", "xmax", "ymin", "ymax", "step"}
}

// byCount reports whether the exhibit counts its samples; others have a step.
func byCount(st exhibit.State) bool {
	_, ok := st.Exhibit().Control("nx")
	return ok
}

// lattice returns the axes.
func lattice(st exhibit.State, src Source) (x, y []float64, err error) {
	if l, ok := src.(Latticer); ok {
		if x, y := l.Axes(st); x != nil {
			return x, y, nil
		}
	}
	for _, axis := range [][2]string{{"xmin", "xmax"}, {"ymin", "ymax"}} {
		if min, max := axis[0], axis[1]; !(st.Number(min) < st.Number(max)) {
			return nil, nil, &exhibit.Problem{Key: max, Value: st.Text(max), Reason: lang.Sprintf("must be greater than %s = %s", "%s = %s より大きくしてください", min, st.Text(min))}
		}
	}
	if !byCount(st) {
		return stepped(st)
	}
	nx, ny := st.Int("nx"), st.Int("ny")
	if nx*ny > MaxPoints {
		return nil, nil, &exhibit.Problem{Key: "nx", Value: st.Text("nx"), Reason: lang.Sprintf("gives %d x %d points; at most %d are allowed in total", "多すぎます。%d × %d点になります。合計%d点までにしてください", nx, ny, MaxPoints)}
	}
	return grid.Linspace(st.Number("xmin"), st.Number("xmax"), nx), grid.Linspace(st.Number("ymin"), st.Number("ymax"), ny), nil
}

// stepped returns the axes NumPy's arange(min, ., step), up to and with max.
func stepped(st exhibit.State) (x, y []float64, err error) {
	step := st.Number("step")
	count := func(min, max string) (float64, error) {
		lo, hi := st.Number(min), st.Number(max)
		if far := math.Max(math.Abs(lo), math.Abs(hi)); step < 1e-12*far {
			return 0, &exhibit.Problem{Key: "step", Value: st.Text("step"), Reason: lang.Sprintf("is too small compared with %v", "%vに比べて小さすぎます", far)}
		}
		n := math.Floor((hi-lo)/step+1e-9) + 1
		if n < 2 {
			return 0, &exhibit.Problem{Key: "step", Value: st.Text("step"),
				Reason: lang.Sprintf("is too large: it leaves one point between %s = %s and %s = %s", "大きすぎます。%s = %s から %s = %s までに1点しか入りません", min, st.Text(min), max, st.Text(max))}
		}
		return n, nil
	}
	nx, err := count("xmin", "xmax")
	if err != nil {
		return nil, nil, err
	}
	ny, err := count("ymin", "ymax")
	if err != nil {
		return nil, nil, err
	}
	if nx*ny > MaxPoints {
		return nil, nil, &exhibit.Problem{Key: "step", Value: st.Text("step"),
			Reason: lang.Sprintf("is too small: it gives %.7g x %.7g points; at most %d are allowed in total", "小さすぎます。%.7g × %.7g点になります。合計%d点までにしてください", nx, ny, MaxPoints)}
	}
	axis := func(lo, n float64) []float64 { return grid.Arange(lo, lo+(n-0.5)*step, step) }
	return axis(st.Number("xmin"), nx), axis(st.Number("ymin"), ny), nil
}
