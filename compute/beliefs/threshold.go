package beliefs

import "math"

// Threshold is the signal-to-noise ratio, on either side of 0, below which no efficient method
// is known that finds planted groups (Kesten and Stigum's; Decelle et al. 2011). Two groups
// cannot be found below it, nor three or four in graphs of large degree; five or more could, if
// one had the time to try all divisions (E. Mossel, A. Sly, Y. Sohn, arXiv 2212.03362).
const Threshold = 1.0

// SNR returns the signal-to-noise ratio of q equal planted groups, (in - out) / (q sqrt(c)),
// where in and out are the affinities and c = (in + (q-1) out) / q is the mean degree.
func SNR(q int, in, out float64) float64 {
	return (in - out) / (float64(q) * math.Sqrt(MeanDegree(q, in, out)))
}

// MeanDegree returns the mean degree of q equal planted groups.
func MeanDegree(q int, in, out float64) float64 {
	return (in + float64(q-1)*out) / float64(q)
}

// Affinities reverses SNR and MeanDegree: it returns what n nodes in q groups, of mean degree
// c and a signal-to-noise ratio, have in groups and between them. ok is false if there are no
// such groups, as one of the two would be below 0, or above n.
func Affinities(n, q int, c, snr float64) (in, out float64, ok bool) {
	s := snr * math.Sqrt(c)
	in, out = c+float64(q-1)*s, c-s
	for _, v := range []*float64{&in, &out} {
		if math.Abs(*v) < 1e-12*c {
			*v = 0 // but for rounding
		}
	}
	return in, out, q >= 1 && c > 0 && min(in, out) >= 0 && max(in, out) <= float64(n)
}

// Range returns the least and the greatest signal-to-noise ratio of q groups of n nodes, 2 or
// more groups, of mean degree c: all for which Affinities are ok.
func Range(n, q int, c float64) (least, most float64) {
	root, others := math.Sqrt(c), float64(q-1)
	free := (float64(n) - c) / root // until there is a link between all
	return max(-root/others, -free), min(root, free/others)
}

// Undirected returns the probability that there is a link between two nodes, one way or the
// other, if p is that of each way.
func Undirected(p float64) float64 { return p * (2 - p) } // 1 - (1 - p)^2

// Directed reverses Undirected.
func Directed(p float64) float64 { return p / (1 + math.Sqrt(1-p)) } // 1 - sqrt(1 - p)
