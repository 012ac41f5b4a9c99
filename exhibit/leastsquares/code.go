package leastsquares

import (
	"fmt"
	"strconv"
	"strings"

	"zscape/compute/linalg"
	"zscape/exhibit"
)

// Languages returns what Code can write.
func (s *session) Languages() []string { return []string{"python", "octave"} }

// Code returns a program that computes W and runs the rules that are shown.
// Shuffled orders are those of the language's own generator.
func (s *session) Code(language string) string {
	p := python
	form, sep, target := "[%s]", ", ", s.target
	if language == "octave" {
		p, form, sep, target = octave, "%s", "; ", s.target+1
	}
	text := p.begin
	for _, i := range s.running {
		text += p.rules[i]
	}
	st := s.state
	seeding, order := "", p.turn
	if st.Text("order") == "shuffled" {
		seeding, order = p.seeding, p.shuffled
	}
	return strings.NewReplacer(
		"{X}", matrix(s.fit.X, form, sep), "{B}", matrix(s.fit.B, form, sep), "{start}", numbers(s.start),
		"{target}", strconv.Itoa(target), "{rate}", st.Text("rate"), "{steps}", st.Text("steps"),
		"{seeding}", strings.ReplaceAll(seeding, "{seed}", st.Text(exhibit.SeedKey)), "{order}", order,
	).Replace(text)
}

// program is a program in one language, with names in braces where numbers go.
type program struct {
	begin          string
	rules          [len(rules)]string
	seeding        string // line that makes the order of the patterns random
	turn, shuffled string // order of the patterns
}

var python = program{
	begin: `import numpy as np

X = np.array([{X}], dtype=float)
B = np.array([{B}], dtype=float)

W, _, rank, _ = np.linalg.lstsq(X, B, rcond=None)
print("W =", W, "rank", rank, "J =", np.sum((X @ W - B)**2))

b = B[:, {target}]
rate, steps = {rate}, {steps}
start = np.array([{start}], dtype=float)
print("largest stable rate:", 2 / np.linalg.eigvalsh(X.T @ X).max())

def patterns():
{seeding}    while True:
        yield from {order}
`,
	rules: [...]string{`
w, order, mistakes = start.copy(), patterns(), 0
for t in range(1, steps + 1):
    p = next(order)
    error = float(X[p] @ w > 0.5) - b[p]
    w -= rate * error * X[p]
    mistakes += error != 0
    if t % len(b) == 0:
        if mistakes == 0:
            break
        mistakes = 0
print("perceptron rule:", w, "J =", np.sum((X @ w - b)**2), "after", t, "steps")
`, `
w, order = start.copy(), patterns()
for t in range(steps):
    p = next(order)
    w -= rate * (X[p] @ w - b[p]) * X[p]
print("Widrow-Hoff:", w, "J =", np.sum((X @ w - b)**2))
`, `
w = start.copy()
for t in range(steps):
    w -= rate * X.T @ (X @ w - b)
print("gradient descent:", w, "J =", np.sum((X @ w - b)**2))
`},
	seeding:  "    rng = np.random.default_rng({seed})\n",
	turn:     "range(len(b))",
	shuffled: "rng.permutation(len(b))",
}

var octave = program{
	begin: `X = [{X}];
B = [{B}];

W = pinv(X) * B
J = sum(sum((X * W - B).^2))

b = B(:, {target});
rate = {rate}; steps = {steps};
start = [{start}]';
largest_stable_rate = 2 / max(eig(X' * X))
{seeding}`,
	rules: [...]string{`
w = start; order = []; mistakes = 0;
for t = 1:steps
  if isempty(order), order = {order}; end
  p = order(1); order(1) = [];
  e = (X(p, :) * w > 0.5) - b(p);
  w -= rate * e * X(p, :)';
  mistakes += e != 0;
  if isempty(order)
    if mistakes == 0, break; end
    mistakes = 0;
  end
end
perceptron = w', J = sum((X * w - b).^2), t
`, `
w = start; order = [];
for t = 1:steps
  if isempty(order), order = {order}; end
  p = order(1); order(1) = [];
  w -= rate * (X(p, :) * w - b(p)) * X(p, :)';
end
widrow_hoff = w', J = sum((X * w - b).^2)
`, `
w = start;
for t = 1:steps
  w -= rate * X' * (X * w - b);
end
gradient_descent = w', J = sum((X * w - b).^2)
`},
	seeding:  "rand(\"twister\", {seed});\n",
	turn:     "1:rows(X)",
	shuffled: "randperm(rows(X))",
}

// matrix writes the rows of a, each in the given form, with sep between them.
func matrix(a linalg.Array, form, sep string) string {
	var parts []string
	for _, row := range a.Rows() {
		parts = append(parts, fmt.Sprintf(form, numbers(row)))
	}
	return strings.Join(parts, sep)
}

// numbers writes a list of numbers as both languages read it.
func numbers(v []float64) string {
	texts := make([]string, len(v))
	for i, u := range v {
		texts[i] = exhibit.FormatNumber(u)
	}
	return strings.Join(texts, ", ")
}
