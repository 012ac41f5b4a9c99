package plot

import "slices"

// Name returns the name of mark k.
func (p *Plot) Name(k int) string { return p.Marks[k].Series().Name }

// Names returns the names of all series, in the order of the marks.
func (p *Plot) Names() []string {
	var names []string
	for k := range p.Marks {
		if name := p.Name(k); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
