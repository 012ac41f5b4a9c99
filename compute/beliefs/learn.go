package beliefs

import "math"

// Learn sets the model to what the beliefs say of it: the shares of the groups, and how many
// links they are expected to have among them, by how many pairs of nodes there are. To find
// groups of which nothing is known, sweep until the messages converge and Learn, by turns: that
// is expectation maximization (Decelle et al. 2011). The affinities of a group that nobody is in
// stay as they are.
func (b *Beliefs) Learn() {
	q, n := b.q, float64(b.graph.Rows)
	share, links := make([]float64, q), make([]float64, q*q)
	for k, v := range b.marginal {
		share[k%q] += v / n
	}
	for e, back := range b.back {
		b.linkTo(links, e*q, int(back)*q)
	}
	for r := range q {
		for s := range q {
			if pairs := n * share[r] * share[s]; pairs > 0 {
				b.model.Affinity[r*q+s] = links[r*q+s] / pairs
			}
		}
	}
	copy(b.model.Prior, share)
}

// linkTo adds the probabilities of the groups at both ends of a link, whose messages begin at e
// and back.
func (b *Beliefs) linkTo(sum []float64, e, back int) {
	q := b.q
	z := b.together(e, back)
	if !(z > 0) {
		return
	}
	for r, x := range b.message[e : e+q] {
		for s, y := range b.message[back : back+q] {
			sum[r*q+s] += b.model.Affinity[r*q+s] * x * y / z
		}
	}
}

// together returns sum_rs c_rs psi_r psi_s for the messages of a link, which begin at e and back.
func (b *Beliefs) together(e, back int) (z float64) {
	q := b.q
	for r, x := range b.message[e : e+q] {
		for s, y := range b.message[back : back+q] {
			z += b.model.Affinity[r*q+s] * x * y
		}
	}
	return z
}

// Model returns the model as it was given or learned. It is the Beliefs', to be read only.
func (b *Beliefs) Model() Model { return b.model }

// FreeEnergy returns Bethe's free energy for each node, once the messages have converged: about
// -log p(links | model) / n, up to a number that depends on the links alone. Of several models,
// and of several states in which messages converge, that of the least is the best (Decelle et
// al. 2011). It is +Inf or NaN if there cannot be such links.
func (b *Beliefs) FreeEnergy() float64 {
	n := float64(b.graph.Rows)
	sum := 0.0
	if !b.fixed { // what nodes tell each other by not being linked is in both
		for k, v := range b.marginal {
			sum -= v * b.field[k%b.q] / 2
		}
	}
	for i := range b.graph.Rows {
		sum -= b.logNorm(i)
	}
	for e, back := range b.back {
		sum += math.Log(b.together(e*b.q, int(back)*b.q)) / 2 // each link is there twice
	}
	return sum / n
}

// logNorm returns the logarithm of sum_r n_r exp(-h_r) prod_k sum_s c_rs psi_s over the
// neighbours k of a node.
func (b *Beliefs) logNorm(i int) float64 {
	logs := make([]float64, b.q)
	for r, h := range b.field {
		logs[r] = math.Log(b.model.Prior[r]) - h
	}
	heard := b.before
	for e := b.graph.Start[i]; e < b.graph.Start[i+1]; e++ {
		back := int(b.back[e]) * b.q
		b.timesAffinity(heard, b.message[back:back+b.q])
		for r, v := range heard {
			logs[r] += math.Log(v)
		}
	}
	most := math.Inf(-1)
	for _, v := range logs {
		most = max(most, v)
	}
	sum := 0.0
	for _, v := range logs {
		sum += math.Exp(v - most)
	}
	return most + math.Log(sum)
}
