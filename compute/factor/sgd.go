package factor

import (
	"math/rand/v2"

	"zscape/compute/ratings"
)

// SGD is stochastic gradient descent over the ratings, in a new order every epoch.
// For each of them, with the error e = x - prediction,
//
//	U[i] += Rate (e V[j] - Reg U[i])    UserBias[i] += Rate (e - Reg UserBias[i])
//	V[j] += Rate (e U[i] - Reg V[j])    ItemBias[j] += Rate (e - Reg ItemBias[j])
//
// with the old U[i] on the right. This is the rule of Koren, Bell and Volinsky
// (2009). Since a user's factors shrink with every rating, its objective is
//
//	1/2 sum over ratings of e^2 + Reg (|U[i]|^2 + |V[j]|^2 + UserBias[i]^2 + ItemBias[j]^2)
//
// and the same Reg is as many times stronger than in the other methods as there
// are ratings of a user or an item.
type SGD struct {
	stepper
	history
	x         *ratings.Ratings
	m         *Model
	rate, reg float64
	random    *rand.Rand

	order []int32 // of the ratings
	users []int32 // of each rating, in the order of ByUser
	sum   float64
}

// NewSGD returns a method that improves m, its biases too if it has any, and keeps
// x, m and random. It panics if they do not fit together.
func NewSGD(x *ratings.Ratings, m *Model, rate, reg float64, random *rand.Rand) *SGD {
	m.check(x)
	n := x.Len()
	d := &SGD{history: newHistory(), x: x, m: m, rate: rate, reg: reg, random: random, order: make([]int32, n), users: make([]int32, n)}
	for k := range d.order {
		d.order[k] = int32(k)
	}
	for i := range x.Users {
		for k := x.ByUser.Start[i]; k < x.ByUser.Start[i+1]; k++ {
			d.users[k] = int32(i)
		}
	}
	d.phases = []phase{
		{rows: x.Users, start: x.ByUser.Start, each: 2*m.R + 10, entry: m.R + 4,
			begin: func() { d.sum = 0 },
			do:    func(from, to int) { d.sum += d.objective(from, to) },
			end:   func() { d.values = append(d.values, d.sum) },
		},
		{rows: n, each: 10, do: d.shuffle},
		{rows: n, each: 4*m.R + 10, do: d.visit},
	}
	return d
}

// Model returns the model.
func (d *SGD) Model() *Model { return d.m }

// objective sums over the ratings of some users. That of items is added where
// each item is rated: it is the same sum.
func (d *SGD) objective(from, to int) (sum float64) {
	m := d.m
	for i := from; i < to; i++ {
		sum += sumOfErrorsOf(m, d.x, i)
		n := d.x.ByUser.Start[i+1] - d.x.ByUser.Start[i]
		w := sumOfSquares(m.U[i*m.R : (i+1)*m.R])
		if m.UserBias != nil {
			w += m.UserBias[i] * m.UserBias[i]
		}
		sum += d.reg * float64(n) * w
	}
	if from == 0 {
		for j := range m.Items {
			n := d.x.ByItem.Start[j+1] - d.x.ByItem.Start[j]
			w := sumOfSquares(m.V[j*m.R : (j+1)*m.R])
			if m.ItemBias != nil {
				w += m.ItemBias[j] * m.ItemBias[j]
			}
			sum += d.reg * float64(n) * w
		}
	}
	return sum / 2
}

// shuffle puts the next ratings of the order in their places.
func (d *SGD) shuffle(from, to int) {
	for k := from; k < to; k++ {
		j := k + d.random.IntN(len(d.order)-k)
		d.order[k], d.order[j] = d.order[j], d.order[k]
	}
}

// visit updates by some ratings.
func (d *SGD) visit(from, to int) {
	m, r, rate, reg := d.m, d.m.R, d.rate, d.reg
	for _, k := range d.order[from:to] {
		i, j := int(d.users[k]), int(d.x.ByUser.Column[k])
		u, v := m.U[i*r:(i+1)*r], m.V[j*r:(j+1)*r]
		e := d.x.ByUser.Value[k] - dot(u, v)
		if m.UserBias != nil {
			p, q := m.UserBias[i], m.ItemBias[j]
			e -= m.Mean + p + q
			m.UserBias[i] = p + rate*(e-reg*p)
			m.ItemBias[j] = q + rate*(e-reg*q)
		}
		descend(u, v, e, rate, reg)
	}
}

// Objective returns the objective as it is now.
func (d *SGD) Objective() float64 { return d.objective(0, d.m.Users) }
