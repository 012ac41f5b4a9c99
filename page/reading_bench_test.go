package page

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/jobs"
	"zscape/task"
)

// aside is a worker whose work does not count as the page's: it is done between the
// page's events, as in another thread.
type aside struct {
	server  *task.Server
	inbox   [][]byte
	out     [][]byte
	receive func([]byte) // of the page
}

func (a *aside) Post(data []byte) { a.inbox = append(a.inbox, data) }
func (a *aside) Close()           {}

// openAside opens a page with one such worker.
func openAside(t testing.TB, fragment string) (p *Page, h *host, a *aside) {
	h = &host{t: t, now: time.Unix(1e9, 0), problems: map[string]string{}, saved: map[string][]byte{}}
	a = &aside{}
	p = New(h, gallery.All, task.NewPool(1, h, func(r func([]byte), _ func(string)) (task.Port, error) {
		a.receive = r
		a.server = task.NewServer(jobs.Library, func(data []byte) { a.out = append(a.out, data) }, time.Now)
		return a, nil
	}))
	p.Start(fragment, "en", false)
	p.Resize(800, 600)
	return p, h, a
}

// settle lets the worker and the page work until done says so, and the page come to rest,
// and returns how long each of the page's events took.
func (a *aside) settle(p *Page, h *host, done func() bool) (took []time.Duration) {
	timed := func(f func()) {
		begun := time.Now()
		f()
		took = append(took, time.Since(begun))
	}
	for rest := 0; rest < 50; rest++ {
		if !done() {
			rest = 0
		}
		for _, data := range a.inbox {
			a.server.Receive(data)
		}
		a.inbox = nil
		if a.server != nil {
			a.server.Work(50 * time.Millisecond)
		}
		for _, data := range a.out {
			timed(func() { a.receive(data) })
		}
		a.out = nil
		end := h.now.Add(20 * time.Millisecond)
		for {
			k := slices.IndexFunc(h.queue, func(e event) bool { return !e.at.After(end) })
			if k < 0 {
				break
			}
			e := h.queue[k]
			h.queue = slices.Delete(h.queue, k, k+1)
			timed(e.f)
		}
		h.now = end
		timed(func() { p.Frame() })
	}
	return took
}

// Of large files of each kind, the event of the page that takes longest, from the drop to
// the picture at rest.
func BenchmarkReading(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	ratings := []byte("userId,movieId,rating,timestamp\n")
	for range 1_200_000 {
		u, v := random.Float64(), random.Float64()
		ratings = fmt.Appendf(ratings, "%d,%d,%d,978300760\n", 1+int(6000*u*u), 1+int(3700*v*v), 1+random.IntN(5))
	}
	points := []byte("x,y,z,w\n")
	for range 200_000 {
		points = fmt.Appendf(points, "%.5f,%.5f,%.4f,%.2f\n", 10*random.Float64(), 10*random.Float64(), random.Float64(), random.Float64())
	}
	var raw []byte
	picture := image.NewGray16(image.Rect(0, 0, 2048, 2048))
	for k := range 2048 * 2048 {
		i, j := k%2048, k/2048
		z := math.Sin(float64(i)/200) * math.Cos(float64(j)/300)
		raw = binary.LittleEndian.AppendUint64(raw, math.Float64bits(z))
		picture.SetGray16(i, j, color.Gray16{Y: uint16(30000 + 20000*z)})
	}
	var elevations bytes.Buffer
	png.Encode(&elevations, picture)
	const fit = "ratings?first=0&second=0&sgd=0&als=0&epochs=1"
	for _, c := range []struct {
		name, at string
		files    []exhibit.File
	}{
		{"ratings", fit, []exhibit.File{{Name: "u.csv", Data: ratings}}},
		{"points", "surface?f=x", []exhibit.File{{Name: "p.csv", Data: points}}},
		{"raw", "surface?f=x", []exhibit.File{{Name: "g.json", Data: []byte(`{"rows": 2048, "cols": 2048, "dtype": "float64le"}`)}, {Name: "g.bin", Data: raw}}},
		{"png", "surface?f=x", []exhibit.File{{Name: "e.png", Data: elevations.Bytes()}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			longest := 1e9
			for b.Loop() {
				p, h, a := openAside(b, c.at)
				p.Frame()
				begun := time.Now()
				p.TakeFiles(c.files)
				took := append([]time.Duration{time.Since(begun)}, a.settle(p, h, func() bool { return p.reading == nil })...)
				if p.state.Text(exhibit.FileKey) == "" {
					b.Fatal(h.problems)
				}
				longest = min(longest, slices.Max(took).Seconds()*1e3)
			}
			b.ReportMetric(longest, "ms-longest")
		})
	}
}
