// Package gaussian is the exhibit of the bivariate normal density.
package gaussian

import (
	"errors"
	"fmt"
	"math"

	"zscape/compute/gaussian"
	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "gaussian",
	Title: exhibit.Text{En: "Bivariate Gaussian", Ja: "二次元ガウス分布"},
	Label: exhibit.Text{En: "Gaussian", Ja: "ガウス分布"},
	Summary: exhibit.Text{
		En: "The joint density of two normal variables. Drag to rotate it. Change the variances or the correlation, and the hill stretches along the direction in which the variables vary most. Press play to morph it into sin x + cos y.",
		Ja: "二つの正規変数の同時確率密度。ドラッグで回せる。分散や相関係数を変えると、変数のばらつきが最も大きい方向へ山が伸びる。再生すると sin x + cos y へ変形する。"},
	Formula: `<math display="block"><mi>p</mi><mo stretchy="false">(</mo><mi>𝐱</mi><mo stretchy="false">)</mo><mo>=</mo><mfrac><mn>1</mn><mrow><mn>2</mn><mi>π</mi><msqrt><mrow><mo>|</mo><mi mathvariant="normal">Σ</mi><mo>|</mo></mrow></msqrt></mrow></mfrac><mi>exp</mi><mo stretchy="false">(</mo><mo>−</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mrow><mo stretchy="false">(</mo><mi>𝐱</mi><mo>−</mo><mi>𝛍</mi><mo stretchy="false">)</mo></mrow><mi>T</mi></msup><msup><mi mathvariant="normal">Σ</mi><mrow><mo>−</mo><mn>1</mn></mrow></msup><mo stretchy="false">(</mo><mi>𝐱</mi><mo>−</mo><mi>𝛍</mi><mo stretchy="false">)</mo><mo stretchy="false">)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "K. V. Mardia, J. T. Kent, J. M. Bibby, Multivariate Analysis, 1979, section 2.5"},
		{Title: "NumPy: meshgrid, tile, repeat", URL: "https://numpy.org/doc/stable/reference/generated/numpy.meshgrid.html"},
	},
	Controls: controls,
}

func init() {
	// Not in the literal: these refer to Exhibit.
	heightfield.Register(Exhibit, func() heightfield.Source { return newDensity() })
	Exhibit.New = func(open exhibit.Opener) exhibit.Session {
		d := newDensity()
		return &session{Session: heightfield.New(Exhibit, d, own, open), density: d}
	}
}

var (
	parameters = exhibit.Text{En: "Distribution", Ja: "分布"}
	own        = []exhibit.Control{
		number("mx", "mean of x, μx", "xの平均 μx", 0, -1000, 1000, -3, 3, 0.05),
		number("my", "mean of y, μy", "yの平均 μy", 0, -1000, 1000, -4, 4, 0.05),
		variance("vx", "variance of x", "xの分散"),
		variance("vy", "variance of y", "yの分散"),
		number("rho", "correlation ρ", "相関係数 ρ", 0.5, -1, 1, -0.99, 0.99, 0.01),
		{Key: "time", Kind: exhibit.Action, Group: parameters, Label: exhibit.Text{En: "Time the three methods", Ja: "三つの計算法の時間を計る"},
			Hint: exhibit.Text{En: "Two loops, NumPy-style vectorization and fused loops, timed on this machine.", Ja: "二重ループ、NumPy流のベクトル化、融合ループの時間を、このコンピュータで計る。"}},
	}
	controls = heightfield.Controls(own, heightfield.Lattice{XMin: -3, XMax: 3, YMin: -4, YMax: 4, Step: 0.1}, "waves")
)

func number(key, en, ja string, def, min, max, lo, hi, step float64) exhibit.Control {
	c := exhibit.Slider(key, parameters, exhibit.Text{En: en, Ja: ja}, def, min, max, lo, hi, step)
	c.Plays = true
	return c
}

func variance(key, en, ja string) exhibit.Control {
	c := number(key, en, ja, 2, 0, 1e6, 0.05, 6, 0.05)
	c.ExclusiveMinimum = true
	return c
}

// density is the surface.
type density struct{ *gaussian.Density }

func newDensity() *density {
	d := new(density)
	if err := d.Update(Exhibit.Default()); err != nil {
		panic("gaussian: " + err.Error())
	}
	return d
}

// Update reads mean, variances and correlation.
func (d *density) Update(s exhibit.State) error {
	vx, vy, rho := s.Number("vx"), s.Number("vy"), s.Number("rho")
	if math.Abs(rho) == 1 { // rounding of the covariance may hide it
		return &exhibit.Problem{Key: "rho", Value: s.Text("rho"), Reason: lang.Sprintf("makes the covariance matrix singular: its determinant vx*vy*(1 - rho^2) = %v*%v*(1 - 1) = 0 must be positive",
			"使えません。共分散行列が特異になります。行列式 vx*vy*(1 - rho^2) = %v*%v*(1 - 1) = 0 は正でなければなりません", vx, vy)}
	}
	cov := rho * math.Sqrt(vx*vy)
	p, err := gaussian.New([2]float64{s.Number("mx"), s.Number("my")}, [2][2]float64{{vx, cov}, {cov, vy}})
	if bad := (*gaussian.CovarianceError)(nil); errors.As(err, &bad) {
		key := "rho"
		if bad.Condition == gaussian.NotRepresentable { // a variance is extreme
			key = "vx"
			if math.Abs(math.Log(vy)) > math.Abs(math.Log(vx)) {
				key = "vy"
			}
		}
		return &exhibit.Problem{Key: key, Value: s.Text(key), Reason: refused(bad)}
	} else if err != nil {
		return &exhibit.Problem{Key: "mx", Value: s.Text("mx"), Reason: refused(err)}
	}
	d.Density = p
	return nil
}

func refused(err error) exhibit.Text {
	return lang.Sprintf("cannot be used: %v", "使えません。%v", err)
}

// FillTo evaluates the density by the fused path.
func (d *density) FillTo(dst, x, y []float64) { d.FusedTo(dst, x, y) }

// Readouts returns the covariance with its determinant and inverse.
func (d *density) Readouts() []exhibit.Readout {
	rows := func(m [2][2]float64) [][]float64 { return [][]float64{m[0][:], m[1][:]} }
	return []exhibit.Readout{
		{Key: "sigma", Label: exhibit.Text{En: "covariance Σ", Ja: "共分散行列 Σ"}, Value: rows(d.Covariance())},
		{Key: "det", Label: exhibit.Text{En: "determinant |Σ|", Ja: "行列式 |Σ|"}, Value: d.Det()},
		{Key: "inverse", Label: exhibit.Text{En: "inverse Σ⁻¹", Ja: "逆行列 Σ⁻¹"}, Value: rows(d.Inverse())},
		{Key: "peak", Label: exhibit.Text{En: "density at the mean", Ja: "平均での密度"}, Value: d.Constant()},
	}
}

// Code writes the density as it is usually written.
func (d *density) Code(language string) []string {
	m, s := d.Mean(), d.Covariance()
	if language == "octave" {
		return []string{
			fmt.Sprintf("mu = [%v; %v]; Sigma = [%v, %v; %v, %v];", m[0], m[1], s[0][0], s[0][1], s[1][0], s[1][1]),
			"A = [X(:)'; Y(:)'] - mu;",
			"Z = reshape(exp(-0.5 * sum(A .* (Sigma \\ A), 1)), size(X)) / (2 * pi * sqrt(det(Sigma)));",
		}
	}
	return []string{
		fmt.Sprintf("mu = np.array([[%v], [%v]])", m[0], m[1]),
		fmt.Sprintf("Sigma = np.array([[%v, %v], [%v, %v]])", s[0][0], s[0][1], s[1][0], s[1][1]),
		"A = np.vstack([X.ravel(), Y.ravel()]) - mu",
		"Z = np.exp(-0.5 * np.sum(A * np.linalg.solve(Sigma, A), axis=0)).reshape(X.shape)",
		"Z /= 2 * np.pi * np.sqrt(np.linalg.det(Sigma))",
	}
}
