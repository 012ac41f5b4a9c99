package notebook

import (
	"bufio"
	"io"

	"zscape/exhibit"
)

// Readouts returns what the slider and the selection come to.
func (s *session) Readouts() []exhibit.Readout {
	n := len(s.points.Y)
	r := []exhibit.Readout{
		{Key: "last", Label: exhibit.Text{En: "sin(t/5) at the last point", Ja: "最後の点の sin(t/5)"}, Value: s.points.Y[n-1]},
		{Key: "progress", Label: exhibit.Text{En: "progress", Ja: "進捗"}, Value: s.meter.Fraction},
	}
	if s.selected > 0 {
		r = append(r,
			exhibit.Readout{Key: "selected", Label: exhibit.Text{En: "selected points", Ja: "選択した点の数"}, Value: s.selected},
			exhibit.Readout{Key: "mean", Label: exhibit.Text{En: "their mean", Ja: "その平均"}, Value: s.mean})
	}
	return r
}

// WriteCSV writes the points of all plots but the wireframe, with the plot's name.
func (s *session) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("plot,x,y\n")
	for _, p := range []struct {
		name string
		x, y []float64
	}{{"scatter", s.points.X, s.points.Y}, {"line", LineX, LineY}, {"sine", s.moving.X, s.moving.Y}} {
		for i := range p.x {
			b.WriteString(p.name + "," + exhibit.FormatNumber(p.x[i]) + "," + exhibit.FormatNumber(p.y[i]) + "\n")
		}
	}
	return b.Flush()
}

// Languages returns "python".
func (s *session) Languages() []string { return []string{"python"} }

// Code writes the four still plots as a program for matplotlib.
func (s *session) Code(string) string {
	return `import numpy as np
import matplotlib.pyplot as plt

num_data = ` + s.state.Text("n") + `
t = np.arange(num_data)
x = np.linspace(0, 4 * np.pi, 241)
X, Y = np.meshgrid(np.arange(-3, 3, 0.25), np.arange(-3, 3, 0.25))

fig = plt.figure(figsize=(11, 8))
fig.add_subplot(2, 2, 1).scatter(t, np.sin(t / 5))
fig.add_subplot(2, 2, 2).plot([1, 2, 3, 4], [10, 15, 13, 17], marker="o")
fig.add_subplot(2, 2, 3).plot(x, np.sin(x - 2 * np.pi * ` + s.state.Text(exhibit.PositionKey) + `))
fig.add_subplot(2, 2, 4, projection="3d").plot_wireframe(X, Y, np.sin(X) + np.cos(Y))
plt.show()
`
}
