package space

import (
	"math"

	"zscape/scene"
)

// normals returns the unit normals of the surface at its vertices, in box
// coordinates, pointing upwards on the whole or, of what is closed, outwards. Of a
// patch that has one side only, like a Moebius band, they cannot: oneSided says so.
func (m *model) normals(v *scene.View, n int) (unit []scene.Vec, oneSided []bool) {
	sum := make([]scene.Vec, n)
	one := m.smoothed(n)
	type balance struct{ up, out float64 }
	tilt := make([]balance, len(m.lattices))
	middle := make([]scene.Vec, len(m.lattices))
	count := make([]float64, len(m.lattices))
	box := make([]scene.Vec, n)
	for k := range box {
		m.pause()
		box[k] = v.ToBox(m.place(uint32(k)))
	}
	for k := 0; k < len(m.triangles); k += 3 {
		o := m.owner[k/3]
		middle[o] = middle[o].Add(box[m.triangles[k]])
		count[o]++
	}
	for o := range middle {
		middle[o] = middle[o].Scale(1 / max(count[o], 1))
	}
	for k := 0; k < len(m.triangles); k += 3 {
		m.pause()
		t := m.triangles[k : k+3]
		normal := box[t[1]].Sub(box[t[0]]).Cross(box[t[2]].Sub(box[t[0]]))
		if !normal.Finite() {
			continue
		}
		for _, v := range t {
			sum[one[v]] = sum[one[v]].Add(normal)
		}
		o := m.owner[k/3]
		tilt[o].up += normal.Z
		tilt[o].out += normal.Dot(box[t[0]].Sub(middle[o]))
	}
	turned := make([]bool, len(m.lattices))
	for o, b := range tilt {
		// What is closed has no upper side on the whole.
		turned[o] = b.up < 0
		if math.Abs(b.out) > 2*math.Abs(b.up) {
			turned[o] = b.out < 0
		}
	}
	for k := range sum {
		if int(one[k]) < k {
			sum[k] = sum[one[k]]
		}
	}
	for k, o := range m.ownerOfVertex(n) {
		if length := sum[k].Norm(); length > 0 {
			sum[k] = sum[k].Scale(1 / length)
		}
		if o >= 0 && turned[o] {
			sum[k] = sum[k].Scale(-1)
		}
	}
	return sum, m.oneSided(sum)
}

// oneSided reports for each patch whether it closes on itself with its sides
// exchanged.
func (m *model) oneSided(normals []scene.Vec) []bool {
	one := make([]bool, len(m.lattices))
	if m.stack != nil {
		return one
	}
	owners := m.ownerOfVertex(len(normals))
	opposite := make([]int, len(one))
	for k, v := range m.weld(len(normals)) {
		if o := owners[k]; int(v) != k && o >= 0 && owners[v] == o && normals[k].Dot(normals[v]) < -0.5 {
			opposite[o]++
		}
	}
	for o := range one {
		one[o] = opposite[o] > 2 // not only a crease, or a pole
	}
	return one
}

// smoothed returns for each vertex the one that it shares its normal with:
// those of several bands at one place have the same.
func (m *model) smoothed(n int) []uint32 {
	one := make([]uint32, n)
	for k := range one {
		one[k] = uint32(k)
	}
	for key, own := range m.bands.own {
		one[own] = key.vertex
	}
	return one
}
