package matrices

import "strings"

// Languages returns what Code can write.
func (s *Session) Languages() []string { return []string{"python", "octave"} }

// Code returns a program that prints all results, in Python those of arrays and
// of matrices. What cannot be done stands in it as a comment, with the reason.
func (s *Session) Code(language string) string {
	switch language {
	case "python":
		return s.python()
	case "octave":
		return s.octave()
	}
	panic("matrices: no language " + language)
}

func (s *Session) python() string {
	var b strings.Builder
	b.WriteString("import numpy as np\n\nA_a = np.array(" + s.operands.a.String() + ", float)\nx_a = np.array(" + s.operands.x.String() +
		", float)\nA_m = np.matrix(A_a)\nx_m = np.matrix(x_a).T\n\n")
	line := func(label, code string, r *result) {
		if r.err != nil {
			b.WriteString("# " + code + "  # " + r.err.Error() + "\n")
			return
		}
		b.WriteString("print(\"" + label + "\", " + code + ", sep=\"\\n\")\n")
	}
	for i := range s.outcomes {
		if p := &s.outcomes[i]; p.array != "" {
			line(p.key+", array", p.array, &p.value)
			line(p.key+", matrix", p.matrix, &p.asMatrix)
		}
	}
	return b.String()
}

func (s *Session) octave() string {
	var b strings.Builder
	b.WriteString("A = " + octaveLiteral(s.operands.a) + ";\nx = " + octaveLiteral(s.operands.x) + ";\n\n")
	for i := range s.outcomes {
		p := &s.outcomes[i]
		switch {
		case p.octave == "":
		case p.value.err != nil:
			b.WriteString("% " + p.octave + "  % " + p.value.err.Error() + "\n")
		default:
			b.WriteString("disp(\"" + p.key + "\"), disp(" + p.octave + ")\n")
		}
	}
	return b.String()
}
