package task

import (
	"bytes"
	"errors"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"zscape/compute/lang"
)

func trekOf(args ...any) Spec { s := of(args...); s.Name = "trek"; return s }

// left returns a task as it is after n steps, natively.
func left(t *testing.T, lib Library, s Spec, n int) *Checkpoint {
	t.Helper()
	j, err := newJob(lib, s, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for j.step < n && j.phase == Running {
		j.work(1, time.Now())
	}
	c, err := j.checkpoint()
	if err != nil {
		t.Fatal(err)
	}
	c.Log = j.log.log()
	return c
}

// A task that was left and taken up again, from a file too, comes to the same to the
// bit as one that was not; asked for more steps, as one that was so from the start.
func TestResume(t *testing.T) {
	lib := walks(func(time.Duration) {})
	for _, n := range []int{0, 1, 17, 50, 99, 100} {
		for _, more := range []float64{100, 250} {
			spec := recorded(trekOf("n", 100.), 1)
			full := recorded(trekOf("n", more), 1)
			whole, err := Do(lib, full, nil)
			if err != nil {
				t.Fatal(err)
			}
			c := left(t, lib, spec, n)
			a, err := DecodeArchive(Archive{Runs: []Archived{{Checkpoint: *c}}}.Encode())
			if err != nil {
				t.Fatal(err)
			}
			full.From = &a.Runs[0].Checkpoint
			rest, err := Do(lib, full, nil)
			if err != nil {
				t.Fatal(err)
			}
			checkLog(t, spec, rest.Log(), int(more))
			if first := rest.At(0); first.Step != n {
				t.Errorf("left after %d steps, it begins with %d", n, first.Step)
			}
			f, _ := rest.Last()
			if want, _ := whole.Last(); f.Step != want.Step || !f.Snapshot.Equal(want.Snapshot) || f.Progress != 1 {
				t.Errorf("left after %d steps, %v: %+v, want %+v", n, more, f, want)
			}
		}
	}
}

// A run is extended while it runs, is paused and when it is done; nothing of it is
// lost, and its progress never falls from frame to frame.
func TestExtend(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		for seed := range uint64(20) {
			random := rand.New(rand.NewPCG(seed, 1))
			p := NewPool(1, f.clock, spawn)
			spec := recorded(trekOf("n", 300., "cost", 0.5), 1)
			spec.Pace = []float64{0, 500}[seed%2]
			r := p.Start(spec, false, nil)
			for n := 300.; n < 1500; n += 300 {
				f.clock.pass(time.Duration(random.IntN(900)) * time.Millisecond)
				paused := random.IntN(2) == 0
				if paused {
					r.Pause()
				}
				if random.IntN(2) == 0 {
					f.clock.pass(time.Second)
				}
				longer := recorded(trekOf("n", n, "cost", 0.5), 1)
				longer.Pace = spec.Pace
				if n > 300 && !r.Extend(recorded(trekOf("n", n-100, "cost", 0.5), 1)) || !r.Extend(longer) {
					t.Fatalf("seed %d: it does not hear: %+v", seed, r.Status())
				}
				if paused {
					f.clock.pass(100 * time.Millisecond)
					r.Resume()
				}
			}
			f.clock.pass(10 * time.Second)
			s := r.Status()
			if s.Phase != Done || s.Step != 1200 || s.Refused != (SpecError{}) || s.Elapsed < 600*time.Millisecond || s.Elapsed > 4*time.Second {
				t.Fatalf("seed %d: %+v", seed, s)
			}
			checkLog(t, spec, r.History().Log(), 1200)
			checkWalk(t, spec, r.History().Upto(1200))
			r.Cancel()
		}
	})
}

// What a longer Spec says counts, not what was Set before it.
func TestExtendAfterSet(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	r := p.Start(paced(trekOf("n", 100.), 10), false, nil)
	f.clock.pass(time.Second)
	r.Set(level(PaceKey, 5))
	r.Set(level(PaceKey, 1)) // waits for the answer
	r.Extend(paced(trekOf("n", 5000.), 100))
	f.clock.pass(100 * time.Millisecond)
	step := r.Status().Step
	f.clock.pass(time.Second)
	if n := r.Status().Step - step; n < 90 || n > 110 {
		t.Errorf("%d steps in a second at pace 100", n)
	}
	r.Extend(paced(trekOf("n", 6000.), 100))
	r.Set(level(PaceKey, 10)) // after it
	f.clock.pass(100 * time.Millisecond)
	step = r.Status().Step
	f.clock.pass(time.Second)
	if n := r.Status().Step - step; n < 8 || n > 12 {
		t.Errorf("%d steps in a second at pace 10", n)
	}
}

// What has ended for another reason stays so, what cannot be extended goes on.
func TestExtendRefused(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	plain := p.Start(of("cost", 1.), false, nil)
	ended := p.Start(Spec{Name: "trek", Seed: 3, Args: of("cost", 0.1).Args}, false, nil)
	f.clock.pass(20 * time.Minute)
	if s := ended.Status(); s.Phase != Done || !s.Resident {
		t.Fatalf("%+v", s)
	}
	was := ended.Status()
	ended.Extend(Spec{Name: "trek", Seed: 3, Args: of("cost", 0.1, "n", 1e9).Args})
	plain.Extend(of("cost", 2.))
	f.clock.pass(time.Second)
	if s := ended.Status(); s.Phase != Done || s.Step != was.Step || s.Progress != 1 {
		t.Errorf("%+v, before %+v", s, was)
	}
	if s := plain.Status(); s.Phase != Running || s.Refused.Reason.En == "" {
		t.Errorf("%+v", s)
	}
	failed := p.Start(trekOf("fail", 5.), false, nil)
	f.clock.pass(time.Second)
	if failed.Extend(trekOf()) {
		t.Error("what has failed is extended")
	}
}

// A checkpoint is that of the moment it is asked for, with the log up to there.
func TestRunCheckpoint(t *testing.T) {
	eachKind(t, func(t *testing.T, f *farm, spawn Spawn) {
		p := NewPool(1, f.clock, spawn)
		for _, c := range []struct {
			n      float64
			paused bool
		}{{0, false}, {0, true}, {100, false}} {
			spec := trekOf("cost", 0.5, "n", c.n)
			r := p.Start(spec, c.paused, nil)
			f.clock.pass(333 * time.Millisecond)
			var got *Checkpoint
			r.Checkpoint(func(c *Checkpoint, err error) { got = c })
			f.clock.pass(100 * time.Millisecond)
			if got == nil {
				t.Fatalf("%+v: no checkpoint", c)
			}
			checkLog(t, spec, got.Log, got.Step)
			r.Cancel()
			spec.Args.Arrays["n"] = []float64{700}
			spec.From = got
			again := p.Start(spec, false, nil)
			f.clock.pass(3 * time.Second)
			checkLog(t, spec, again.History().Log(), 700)
			if s := again.Status(); s.Phase != Done || s.Step != 700 || s.Elapsed < got.Elapsed {
				t.Errorf("taken up again: %+v", s)
			}
		}
		spec := trekOf("n", 5.)
		spec.From = left(t, walks(func(time.Duration) {}), spec, 5)
		for _, paused := range []bool{true, false} {
			r := p.Start(spec, paused, nil)
			f.clock.pass(100 * time.Millisecond)
			if s := r.Status(); s.Phase != Done || s.Step != 5 || s.Progress != 1 || !s.Resident {
				t.Errorf("of its end: %+v", s)
			}
		}
		var reasons []error
		no := func(c *Checkpoint, err error) {
			if c != nil {
				t.Error("there is a checkpoint")
			}
			reasons = append(reasons, err)
		}
		plain := p.Start(of("cost", 1.), false, nil)
		f.clock.pass(time.Second)
		plain.Checkpoint(no)
		f.clock.pass(time.Second)
		plain.Cancel()
		plain.Checkpoint(no)
		failing := p.Start(trekOf("cost", 1., "fail", 20.), false, nil)
		failing.Checkpoint(no)
		failing.Cancel()
		f.clock.pass(time.Second)
		if len(reasons) != 3 || slices.Contains(reasons, nil) {
			t.Errorf("reasons %v", reasons)
		}
		wrong := trekOf()
		wrong.From = &Checkpoint{State: Message{}}
		other := of()
		other.From = &Checkpoint{}
		for _, s := range []Spec{wrong, other} {
			_, err := DoSteps(walks(func(time.Duration) {}), s, 10, nil)
			if e := (*SpecError)(nil); !errors.As(err, &e) || e.Key != "from" {
				t.Errorf("%v", err)
			}
		}
	})
}

// archive is a file of two checkpoints.
func archive(t testing.TB) Archive {
	b := newBook([]string{"loss", "rate"})
	b.add(1, []float64{0.5, 1})
	b.add(3, []float64{math.NaN(), 2, 0.25, math.Inf(1)})
	return Archive{State: "ratings?epochs=3", Runs: []Archived{
		{Name: "trek", Identity: trekOf("n", 3.).Identity(), Checkpoint: Checkpoint{Step: 3, Elapsed: time.Second, State: messages[7], Log: b.log()}},
		{Name: "lamp"},
	}}
}

func TestArchive(t *testing.T) {
	a := archive(t)
	data := a.Encode()
	got, err := DecodeArchive(data)
	if err != nil || got.State != a.State || len(got.Runs) != 2 || !bytes.Equal(got.Encode(), data) {
		t.Fatalf("%+v came back as %+v, %v", a, got, err)
	}
	if r := got.Runs[0]; r.Name != "trek" || r.Identity != a.Runs[0].Identity || r.Step != 3 || r.Elapsed != time.Second || r.Log.Len() != 3 || !r.State.Equal(messages[7]) {
		t.Errorf("%+v", r)
	}
	refused := func(what string, data []byte, en, ja string) {
		t.Helper()
		_, err := DecodeArchive(data)
		if text := lang.Of(err); err == nil || !strings.Contains(text.En, en) || !strings.Contains(text.Ja, ja) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for n := range data {
		if _, err := DecodeArchive(data[:n]); err == nil {
			t.Fatalf("%d of %d bytes are enough", n, len(data))
		}
	}
	for at := range data {
		broken := slices.Clone(data)
		broken[at] ^= 1 << (at % 8)
		if _, err := DecodeArchive(broken); err == nil {
			t.Fatalf("a bit of byte %d makes no difference", at)
		}
	}
	refused("truncated", data[:len(data)-1], "incomplete", "切れています")
	refused("only its head", data[:20], "incomplete", "切れています")
	refused("another file", []byte("user,item,rating\n1,2,3\n"), "not a Zscape checkpoint", "ではありません")
	refused("nothing", nil, "not a Zscape checkpoint", "ではありません")
	newer := slices.Clone(data)
	newer[len(archiveSignature)] = 2
	refused("a newer one", newer, "newer version of Zscape (format 2; this version reads up to 1)", "新しい版")
	long := append(slices.Clone(data), 0)
	refused("a byte too many", long, "damaged", "壊れて")
}

func TestIdentity(t *testing.T) {
	spec := trekOf("n", 3., "cost", 1.)
	id := spec.Identity()
	same := paced(spec, 9)
	same.From = &Checkpoint{}
	if same.Identity() != id {
		t.Error("its pace, or where it begins, makes it another")
	}
	for _, other := range []Spec{trekOf("n", 3., "cost", 2.), trekOf("n", 3.), of("n", 3., "cost", 1.), recorded(spec, 1)} {
		if other.Identity() == id {
			t.Errorf("%v is the same", other)
		}
	}
}

func FuzzDecodeArchive(f *testing.F) {
	data := archive(f).Encode()
	f.Add(data[len(archiveSignature)+8:])
	f.Add(Archive{}.Encode()[len(archiveSignature)+8:])
	f.Fuzz(func(t *testing.T, rest []byte) {
		DecodeArchive(rest)
		// With a checksum that is right.
		data := appendUint32([]byte(archiveSignature), archiveVersion)
		data = append(appendUint32(data, int(crc32.ChecksumIEEE(rest))), rest...)
		a, err := DecodeArchive(data)
		if err == nil && !bytes.Equal(a.Encode(), data) {
			t.Errorf("%x is %v is %x", data, a, a.Encode())
		}
	})
}

// Where a run was kept last is there with all of its log, as soon as it is there; in
// another pool it goes on from it.
func TestLast(t *testing.T) {
	f := newFarm()
	p := NewPool(1, f.clock, f.spawn)
	spec := trekOf("n", 30000., "cost", 1.)
	r := p.Start(spec, false, nil)
	if r.Last() != nil {
		t.Errorf("before it begins: %+v", r.Last())
	}
	kept := 0
	for range 12_000 {
		f.clock.pass(time.Millisecond)
		if r.Kept() == kept {
			continue
		}
		kept = r.Kept()
		if c := r.Last(); c.Step != kept {
			t.Errorf("kept at %d, last at %d", kept, c.Step)
		} else {
			checkLog(t, spec, c.Log, c.Step)
		}
	}
	if kept < 5000 {
		t.Fatalf("kept at %d", kept)
	}
	from := spec
	from.From = r.Last()
	next := NewPool(1, f.clock, f.spawn).Start(from, true, nil)
	f.clock.pass(time.Second)
	if c := next.Last(); c == nil || c.Step != kept || next.Status().Phase != Paused {
		t.Errorf("taken up at %d: %+v, %+v", kept, next.Status(), c)
	}
	next.Resume()
	f.clock.pass(7 * time.Second)
	c := next.Last()
	if c.Step <= kept {
		t.Errorf("kept anew at %d", c.Step)
	}
	checkLog(t, spec, c.Log, c.Step)
}
