package surface

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/exhibit/heightfield"
)

// scripts are States of every kind of piece.
var scripts = []string{
	"surface?f=a*x-1/y;sin(x*y)+b;if(r<3,5-r)&a=-2&b=1&nx=7&ny=5",
	"surface?f=4;-x^2;a&nx=5&ny=4&mode=surface",
	"surface?f=r*cos(3theta)+theta&domain=polar&nx=6&ny=5&rmin=1&thmin=-1&thmax=2",
	"surface?f=r*cos(3theta);2&domain=polar&nx=6&ny=5&mode=smooth&parts=z",
	"surface?f=((3+a*cos(v))*cos(u),(3+a*cos(v))*sin(u),sin(v))&a=1.5&us=9&vs=7",
	"surface?f=(cos(u),sin(u),u/5)&az=20&el=-10&proj=persp",
	"surface?f=(0,v,gamma(v+2));(1,u,normpdf(u)+gamma(u+1))&vmax=1",
	"surface?f=(u,v,1);x+y;(cos(v),2,v);(u,0,v)&us=4&vs=5&nx=3&ny=4&mode=surface",
	"surface?f=x^2;(u,u,9)&nx=5&ny=5&mode=contour&fill=1",
	"surface?f=x;x*y;(u,1,v)&panels=parts&nx=3&ny=3&us=3&vs=3",
	"surface?f=(u,v,mvn(u,v))&us=5&vs=5&mode=contour",
}

func showScript(t testing.TB, text string) *heightfield.Session {
	return show(t, strings.ReplaceAll(text, "+", "%2B"))
}

// values returns x, y and z of all points that are shown, by part.
func values(t testing.TB, s *heightfield.Session) (parts [][3][]float64) {
	lines := strings.Split(strings.TrimSpace(csvOf(t, s)), "\n")
	long := strings.HasPrefix(lines[0], "part")
	for _, line := range lines[1:] {
		var v []float64
		for _, field := range strings.Split(line, ",") {
			n, _ := strconv.ParseFloat(field, 64)
			v = append(v, n)
		}
		if !long {
			for k, z := range v[2:] {
				for len(parts) <= k {
					parts = append(parts, [3][]float64{})
				}
				for a, c := range []float64{v[0], v[1], z} {
					parts[k][a] = append(parts[k][a], c)
				}
			}
			continue
		}
		for len(parts) < int(v[0]) {
			parts = append(parts, [3][]float64{})
		}
		for a, c := range v[3:] {
			parts[len(parts)-1][a] = append(parts[len(parts)-1][a], c)
		}
	}
	return parts
}

// output runs a program.
func output(t *testing.T, code string, command ...string) string {
	t.Helper()
	cmd := exec.Command(command[0], append(command[1:], code)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s\n%s", err, stderr.String(), code)
	}
	return string(out)
}

// checkScript compares the coordinates that a program prints, a number a line,
// with what is shown.
func checkScript(t *testing.T, text string, s *heightfield.Session, code, out string) {
	t.Helper()
	got := strings.Fields(out)
	for k, part := range values(t, s) {
		for a, list := range part {
			for n, want := range list {
				if len(got) == 0 {
					t.Fatalf("%s: nothing for part %d, %d, %d\n%s", text, k, a, n, code)
				}
				v, err := strconv.ParseFloat(got[0], 64)
				got = got[1:]
				if !(err == nil && (math.Abs(v-want) <= 1e-11*max(1, math.Abs(want)) || v != v && want != want || v == want)) {
					t.Fatalf("%s: %c of point %d of part %d is %v, want %v\n%s", text, "xyz"[a], n, k+1, v, want, code)
				}
			}
		}
	}
	if len(got) > 0 {
		t.Errorf("%s: %d numbers too many", text, len(got))
	}
}

// What Python and Octave compute are the points that are shown.
func TestScriptPython(t *testing.T) {
	python := ""
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import numpy, scipy").Run() == nil {
			python = name
		}
	}
	if python == "" {
		t.Skip("no Python with NumPy and SciPy")
	}
	all := "import warnings; warnings.simplefilter('ignore')\n"
	var codes []string
	for _, text := range scripts {
		s := showScript(t, text)
		code, drawing, ok := strings.Cut(s.Code("python"), "\n\nax = ")
		if !ok {
			code, drawing, ok = strings.Cut(s.Code("python"), "\n\nplt.")
		}
		if !ok || !strings.HasSuffix(drawing, "plt.show()\n") {
			t.Fatalf("%s: nothing is drawn by\n%s", text, code)
		}
		code = strings.Replace(code, "import matplotlib.pyplot as plt\n", "", 1) + "\nnp.seterr(all='ignore')\n"
		_, shapes := s.Source.(heightfield.Scripter).Script("python", s.State)
		for _, v := range shapes {
			code += fmt.Sprintf("for a in (%s, %s, %s):\n    print('\\n'.join('%%.17g' %% v for v in np.ravel(a)))\n", v.X, v.Y, v.Z)
		}
		codes, all = append(codes, code), all+code+"print('next')\n"
	}
	out := strings.Split(output(t, all, python, "-c"), "next\n")
	for k, text := range scripts {
		checkScript(t, text, showScript(t, text), codes[k], out[k])
	}
}

func TestScriptOctave(t *testing.T) {
	octave, err := exec.LookPath("octave-cli")
	if err != nil {
		t.Skip(err)
	}
	for _, text := range scripts {
		s := showScript(t, text)
		code := s.Code("octave")
		if _, drawing, ok := strings.Cut(code, "\n\n"); !ok || !strings.HasSuffix(drawing, "zlabel(\"z\");\n") {
			t.Fatalf("%s: nothing is drawn by\n%s", text, code)
		}
		// What draws needs a display; here it does nothing.
		stubs := "1;\n"
		for _, name := range strings.Fields("figure hold surf mesh plot3 grid pbaspect view xlabel ylabel zlabel contour contourf colorbar") {
			stubs += "function " + name + "(varargin) end\n"
		}
		code = stubs + code
		_, shapes := s.Source.(heightfield.Scripter).Script("octave", s.State)
		for _, v := range shapes {
			code += fmt.Sprintf("\nprintf('%%.17g\\n', %s'); printf('%%.17g\\n', %s'); printf('%%.17g\\n', %s');", v.X, v.Y, v.Z)
		}
		checkScript(t, text, s, code, output(t, code, octave, "--no-init-file", "--eval"))
	}
}

// Python takes all of the text for a program; where Matplotlib is, it draws.
func TestScriptSyntax(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	args := []string{"-m", "py_compile"}
	all := ""
	for k, text := range scripts {
		file, code := filepath.Join(dir, fmt.Sprintf("s%d.py", k)), showScript(t, text).Code("python")
		if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
		args, all = append(args, file), all+code
	}
	if out, err := exec.Command("python3", args...).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	const python = "/usr/bin/python3"
	if testing.Short() || exec.Command(python, "-c", "import matplotlib, scipy").Run() != nil {
		return
	}
	cmd := exec.Command(python, "-W", "ignore", "-c", all)
	cmd.Env = append(os.Environ(), "MPLBACKEND=Agg")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// The text of programs, whether or not something here can run them.
func TestScriptText(t *testing.T) {
	for _, c := range []struct{ text, language, want string }{
		{"surface?f=a*x;2&nx=3&ny=4", "python", `import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-5, 5, 3)
y = np.linspace(-5, 5, 4)
X, Y = np.meshgrid(x, y)


def f(x, y, a):
    return a*x


Z = f(X, Y, 1)


def f2(x, y):
    return 2


Z2 = f2(X, Y) + 0*X

ax = plt.figure().add_subplot(projection="3d")
ax.plot_wireframe(X, Y, Z, rstride=1, cstride=1, color="C0")
ax.plot_wireframe(X, Y, Z2, rstride=1, cstride=1, color="C1")
ax.set_proj_type("ortho")
ax.view_init(elev=30, azim=-60, roll=0)
ax.set_xlabel("x"); ax.set_ylabel("y"); ax.set_zlabel("z")
plt.show()
`},
		{"surface?f=(u,v,u);(v,0,1)&us=3&vs=4&umax=1&vmax=1&mode=surface", "octave", `u = linspace(0, 1, 3);
v = linspace(0, 1, 4);
[U, V] = meshgrid(u, v);
function result = fx1(u, v)
result = u;
end
function result = fy1(u, v)
result = v;
end
function result = fz1(u, v)
result = u;
end
X1 = fx1(U, V);
Y1 = fy1(U, V);
Z1 = fz1(U, V);
s2 = linspace(0, 1, 1201);
function result = fx2(u, v)
result = v;
end
function result = fy2(u, v)
result = 0;
end
function result = fz2(u, v)
result = 1;
end
X2 = fx2(s2, s2);
Y2 = fy2(s2, s2) + 0*s2;
Z2 = fz2(s2, s2) + 0*s2;

figure; hold on;
c = lines(2);
surf(X1, Y1, Z1, "facecolor", c(1, :));
plot3(X2, Y2, Z2, "color", c(2, :), "linewidth", 2);
hold off; grid on;
pbaspect([1, 1, 1]);
view(30, 30);
xlabel("x"); ylabel("y"); zlabel("z");
`},
		{"surface?f=r&domain=polar&nx=3&ny=4&mode=contour", "octave", `r = linspace(0, 5, 3);
theta = linspace(0, 6.283185307179586, 4);
[R, Theta] = meshgrid(r, theta);
X = R.*cos(Theta);
Y = R.*sin(Theta);
function result = f(x, y)
r = hypot(x, y);
result = r;
end
Z = f(X, Y);

contour(X, Y, Z, [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5]); colorbar;
xlabel("x"); ylabel("y"); zlabel("z");
`},
	} {
		if got := show(t, c.text).Code(c.language); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
	for _, text := range scripts {
		s := showScript(t, text)
		if got := s.Languages(); !slices.Equal(got, []string{"python", "octave", "latex"}) {
			t.Errorf("%s can be written in %v", text, got)
		}
		if len(s.Code("python")) < 100 || len(s.Code("octave")) < 100 {
			t.Errorf("%s: no code", text)
		}
	}
	// A constant alone is spread over the lattice, too.
	if code := show(t, "surface?f=u").Code("python"); !strings.Contains(code, "Z = f(X, Y, 1) + 0*X\n") {
		t.Error(code)
	}
}
