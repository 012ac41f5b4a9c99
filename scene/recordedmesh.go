package scene

import "weak"

// recordedMesh is a Mesh whose numbers are its own: the surface that it shows may be
// changed while the picture is still on the screen.
type recordedMesh struct {
	Mesh
	data    MeshData
	of      weak.Pointer[MeshData] // that data is a copy of
	version uint64                 // of that
}

// record makes r a copy of m. What does not depend on the camera is copied only when it
// has changed.
func (r *recordedMesh) record(m *Mesh) {
	x, y, index := r.X, r.Y, r.Index
	r.Mesh = *m
	r.X, r.Y, r.Index = copied(x, m.X), copied(y, m.Y), copied(index, m.Index)
	if m.MeshData == nil {
		return
	}
	r.MeshData = &r.data
	if r.of.Value() == m.MeshData && r.version == m.Version {
		return
	}
	r.of, r.version = weak.Make(m.MeshData), m.Version
	d := &r.data
	d.Version++
	d.U, d.V, d.Level, d.Colors = copied(d.U, m.U), copied(d.V, m.V), copied(d.Level, m.Level), copied(d.Colors, m.Colors)
}

// copied returns a copy of values, in the room of old unless that is far too large.
func copied[T any](old, values []T) []T {
	if cap(old) > 4*len(values)+1024 {
		old = nil
	}
	return append(old[:0], values...)
}
