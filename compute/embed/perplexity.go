package embed

import "math"

// bandwidth turns squared distances d from a point to its neighbours into the
// probabilities p of the same length,
//
//	p_j = exp(-beta d_j) / sum_k exp(-beta d_k),
//
// with the beta for which their entropy is target = ln(perplexity) (van der
// Maaten and Hinton 2008, section 2), and returns it. The width of the Gaussian
// is then sqrt(1/(2 beta)).
//
// If more neighbours than the perplexity are equally near, or all are equally
// far, no beta does it: then p is as for a beta that is very large, or uniform
// and beta is 0.
//
// The search starts from guess, such as the beta of another point, if that is
// not out of the question.
func bandwidth(p, d []float64, target, guess float64) (beta float64) {
	nearest, sum := math.Inf(1), 0.0
	for _, v := range d {
		nearest = min(nearest, v)
		sum += v
	}
	spread := sum/float64(len(d)) - nearest
	if !(spread > 0) {
		for j := range p {
			p[j] = 1 / float64(len(p))
		}
		return 0
	}

	// The entropy falls as beta grows, with the derivative -beta var(d): Newton's
	// steps, and halving where these leave the interval that is known.
	const (
		rounds  = 200
		precise = 1e-13
		far     = 50 // exp(-far) is too little to change a sum
	)
	low, high := 0.0, math.Inf(1)
	if beta = guess; !(beta*spread > 0.1 && beta*spread < 1e4) {
		beta = 1 / spread
	}
	for range rounds {
		var total, mean, square float64
		for j, v := range d {
			v -= nearest
			t := beta * v
			if t > far {
				p[j] = 0
				continue
			}
			w := expNeg(t)
			p[j] = w
			total += w
			w *= v
			mean += w
			square += w * v
		}
		mean /= total
		square /= total
		excess := math.Log(total) + beta*mean - target
		if math.Abs(excess) < precise {
			break
		}
		if excess > 0 {
			if low = beta; mean == 0 {
				break // only the nearest are left
			}
		} else {
			high = beta
		}
		next := beta + excess/(beta*(square-mean*mean))
		if !(next > low && next < high) {
			if next = 2 * low; high < math.Inf(1) {
				next = (low + high) / 2
			}
		}
		if next == beta {
			break
		}
		beta = next
	}
	total := 0.0
	for j, w := range p {
		if w == 0 {
			w = expNeg(beta * (d[j] - nearest))
			p[j] = w
		}
		total += w
	}
	for j := range p {
		p[j] /= total
	}
	return beta
}

// expNeg returns exp(-t) for t >= 0, and 0 where that is less than 1e-307. It is
// as precise as math.Exp to two units in the last place, but, unlike that one,
// the same on all machines; a picture that starts one unit apart ends elsewhere.
func expNeg(t float64) float64 {
	const (
		log2e = 1 / math.Ln2
		high  = 6.93147180369123816490e-01 // ln 2 with zeros at its end
		low   = 1.90821492927058770002e-10 // and what is missing
	)
	if !(t < 707) {
		return 0
	}
	k := int(t*log2e + 0.5)
	r := (float64(k)*high - t) + float64(k)*low // |r| <= ln(2)/2
	e := 1.0 / 6227020800
	for _, c := range [...]float64{
		1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
		1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1,
	} {
		e = e*r + c
	}
	return e * math.Float64frombits(uint64(1023-k)<<52)
}
