package exhibit

import (
	"errors"
	"testing"

	"zscape/task"
)

// measured is an exhibit whose control n has, for the text "data", the default
// that lies on the shelf, and a range around it.
var measured = &Exhibit{
	Name:     "measured",
	ExtendBy: []string{"text"},
	Controls: []Control{
		{Key: "text", Kind: Word, Default: "x"},
		{Key: "n", Kind: Number, Default: "5", Min: 0, Max: 10},
		{Key: FileKey, Kind: Word, Hidden: true},
	},
}

func init() {
	measured.Extend = func(s State) []Control {
		v, ok := s.Shelf().Get("n").(string)
		if s.Text("text") != "data" || !ok {
			return nil
		}
		return []Control{{Key: "n", Kind: Number, Default: v, Min: 0, Max: 1e6}, {Key: "k", Kind: Number, Default: "1", Min: 0, Max: 9}}
	}
	measured.Intake = &Intake{Read: func([]File, State) Reading {
		return Reading{Spec: task.Spec{Name: "read"}, New: func(task.Spec) (task.Task, error) { return new(quick), nil }}
	}, Take: func(result task.Message, files []File, _ State) Put {
		return func(s State) (State, Text, error) {
			if len(files[0].Data) == 0 || result.Text("is") != "read" {
				return s, Text{}, errors.New("nothing")
			}
			s = s.WithShelf(s.Shelf().With("n", string(files[0].Data)))
			s, _ = s.Set("text", "data")
			s, _ = s.Set(FileKey, files[0].Name)
			return s, Text{En: "read"}, nil
		}
	}}
}

// quick is a task that has read.
type quick struct{}

func (*quick) Step() (done bool, err error) { return true, nil }
func (*quick) Progress() float64            { return 0 }
func (*quick) Snapshot() task.Message       { return task.Message{Texts: map[string]string{"is": "read"}} }

func openMeasured(name string) (*Exhibit, bool) { return measured, name == measured.Name }

// A control that follows from others takes the place of one of the exhibit's.
func TestReplaced(t *testing.T) {
	shelf := (*Shelf)(nil).With("n", "5000")
	for _, tt := range []struct{ text, want, n string }{
		{"measured", "measured", "5"},
		{"measured?text=data", "measured?text=data", "5000"},
		{"measured?n=5&text=data", "measured?text=data&n=5", "5"}, // not the default there
		{"measured?text=data&n=5000&k=2", "measured?text=data&k=2", "5000"},
		{"measured?k=3&n=99999&text=data", "measured?text=data&n=99999&k=3", "99999"},
	} {
		s, problems, err := ParseWith(tt.text, openMeasured, shelf)
		if err != nil || problems != nil || s.String() != tt.want || s.Text("n") != tt.n {
			t.Errorf("%s is read as %s with n = %s, %v, %v", tt.text, s, s.Text("n"), problems, err)
		}
		if len(s.Controls()) != 3+len(s.More()) {
			t.Errorf("%s: %d controls, %d more", s, len(s.Controls()), len(s.More()))
		}
		if back, _, _ := ParseWith(s.String(), openMeasured, shelf); !back.Equal(s) {
			t.Errorf("%s is read back as %s", s, back)
		}
		// What the first control does not take goes with the text.
		next, _ := s.Set("text", "x")
		if v := next.Number("n"); v > 10 {
			t.Errorf("%s has n = %v", next, v)
		}
	}
	// A shelf can come later.
	s, _, _ := Parse("measured?text=data", openMeasured)
	with := s.WithShelf(shelf)
	if s.Text("n") != "5" || with.Text("n") != "5000" || !with.Equal(s) || with.WithShelf(nil).Text("n") != "5" {
		t.Errorf("%s: %s, %s", s, s.Text("n"), with.Text("n"))
	}
	if more := shelf.With("k", 1); shelf.Get("k") != nil || more.Get("n") != "5000" || more.Get("k") != 1 {
		t.Error("a shelf changes")
	}
}

// Files are loaded into what a text says.
func TestLoad(t *testing.T) {
	files := []File{{Name: "a.csv", Data: []byte("4000")}}
	for text, want := range map[string]string{
		"measured":                           "measured?text=data&file=a.csv",
		"measured?":                          "measured?text=data&file=a.csv",
		"measured?n=5&k=2&file=b.csv":        "measured?text=data&n=5&file=a.csv&k=2",
		"measured?n=4000&text=x&file=x%26y=": "measured?text=data&file=a.csv",
	} {
		s, report, problems, err := Load(text, openMeasured, nil, files)
		if err != nil || problems != nil || s.String() != want || report.En != "read" {
			t.Errorf("%s becomes %s, %v, %v", text, s, problems, err)
		}
	}
	if _, _, problems, _ := Load("measured?k=x&m=1", openMeasured, nil, files); len(problems) != 2 {
		t.Errorf("%v", problems)
	}
	for text, open := range map[string]Opener{"measured": openMeasured, "trial": openTrial, "nothing": openTrial} {
		if _, _, _, err := Load(text, open, nil, []File{{}}); err == nil {
			t.Errorf("%s takes nothing", text)
		}
	}
}
