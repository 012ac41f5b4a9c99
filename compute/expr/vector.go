package expr

import "math"

// Elementwise operations. dst may be an operand. Eight at a time take half the time
// in WebAssembly, as arrays so that their bounds are checked once.

func negTo(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = -v
	}
}

func addTo(dst, a, b []float64) {
	for len(dst) >= 8 && len(a) >= 8 && len(b) >= 8 {
		d, s, t := (*[8]float64)(dst), (*[8]float64)(a), (*[8]float64)(b)
		d[0], d[1], d[2], d[3] = s[0]+t[0], s[1]+t[1], s[2]+t[2], s[3]+t[3]
		d[4], d[5], d[6], d[7] = s[4]+t[4], s[5]+t[5], s[6]+t[6], s[7]+t[7]
		dst, a, b = dst[8:], a[8:], b[8:]
	}
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

func addConstTo(dst, a []float64, c float64) {
	for len(dst) >= 8 && len(a) >= 8 {
		d, s := (*[8]float64)(dst), (*[8]float64)(a)
		d[0], d[1], d[2], d[3] = s[0]+c, s[1]+c, s[2]+c, s[3]+c
		d[4], d[5], d[6], d[7] = s[4]+c, s[5]+c, s[6]+c, s[7]+c
		dst, a = dst[8:], a[8:]
	}
	for i := range dst {
		dst[i] = a[i] + c
	}
}

func subTo(dst, a, b []float64) {
	for len(dst) >= 8 && len(a) >= 8 && len(b) >= 8 {
		d, s, t := (*[8]float64)(dst), (*[8]float64)(a), (*[8]float64)(b)
		d[0], d[1], d[2], d[3] = s[0]-t[0], s[1]-t[1], s[2]-t[2], s[3]-t[3]
		d[4], d[5], d[6], d[7] = s[4]-t[4], s[5]-t[5], s[6]-t[6], s[7]-t[7]
		dst, a, b = dst[8:], a[8:], b[8:]
	}
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}

func subFromConstTo(dst []float64, c float64, a []float64) {
	for len(dst) >= 8 && len(a) >= 8 {
		d, s := (*[8]float64)(dst), (*[8]float64)(a)
		d[0], d[1], d[2], d[3] = c-s[0], c-s[1], c-s[2], c-s[3]
		d[4], d[5], d[6], d[7] = c-s[4], c-s[5], c-s[6], c-s[7]
		dst, a = dst[8:], a[8:]
	}
	for i := range dst {
		dst[i] = c - a[i]
	}
}

func mulTo(dst, a, b []float64) {
	for len(dst) >= 8 && len(a) >= 8 && len(b) >= 8 {
		d, s, t := (*[8]float64)(dst), (*[8]float64)(a), (*[8]float64)(b)
		d[0], d[1], d[2], d[3] = s[0]*t[0], s[1]*t[1], s[2]*t[2], s[3]*t[3]
		d[4], d[5], d[6], d[7] = s[4]*t[4], s[5]*t[5], s[6]*t[6], s[7]*t[7]
		dst, a, b = dst[8:], a[8:], b[8:]
	}
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}

func mulConstTo(dst, a []float64, c float64) {
	for len(dst) >= 8 && len(a) >= 8 {
		d, s := (*[8]float64)(dst), (*[8]float64)(a)
		d[0], d[1], d[2], d[3] = s[0]*c, s[1]*c, s[2]*c, s[3]*c
		d[4], d[5], d[6], d[7] = s[4]*c, s[5]*c, s[6]*c, s[7]*c
		dst, a = dst[8:], a[8:]
	}
	for i := range dst {
		dst[i] = a[i] * c
	}
}

func divTo(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i, v := range a {
		dst[i] = v / b[i]
	}
}

func divConstTo(dst, a []float64, c float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = v / c
	}
}

func divFromConstTo(dst []float64, c float64, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = c / v
	}
}

func sqrtTo(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = math.Sqrt(v)
	}
}

func absTo(dst, a []float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = math.Abs(v)
	}
}

func hypotTo(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i, v := range a {
		dst[i] = hypot(v, b[i])
	}
}

func lessTo(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i, v := range a {
		dst[i] = truth(v < b[i])
	}
}

func lessEqualTo(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i, v := range a {
		dst[i] = truth(v <= b[i])
	}
}

// chooseTo sets dst[i] to a[i] or b[i] by the condition c[i].
func chooseTo(dst, c, a, b []float64) {
	c, a, b = c[:len(dst)], a[:len(dst)], b[:len(dst)]
	for i, v := range c {
		dst[i] = choice(v, a[i], b[i])
	}
}

func fill(dst []float64, v float64) {
	for i := range dst {
		dst[i] = v
	}
}

// mapTo sets dst[i] = f(a[i]).
func mapTo(dst, a []float64, f func(float64) float64) {
	a = a[:len(dst)]
	for i, v := range a {
		dst[i] = f(v)
	}
}

// map2To sets dst[i] = f(a[i], b[i]).
func map2To(dst, a, b []float64, f func(a, b float64) float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i, v := range a {
		dst[i] = f(v, b[i])
	}
}
