//go:build js

package screen

import (
	"weak"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// meshes draws meshes, each with one call. What does not depend on the camera
// is kept in vertices from frame to frame; as with bitmaps, not the data
// themselves.
type meshes struct {
	kept []*keptMesh // the last used first
}

type keptMesh struct {
	data     weak.Pointer[scene.MeshData]
	version  uint64
	vertices []ebiten.Vertex
	options  ebiten.DrawTrianglesShaderOptions
}

// keepMeshes is how many are kept: of a surface there are two, coarse and fine, and
// as many for the other eye in stereo.
const keepMeshes = 8

func (k *meshes) draw(c *canvas, m *scene.Mesh) {
	b := k.find(m.MeshData)
	n := len(m.X)
	if b.version != m.Version || len(b.vertices) != n {
		b.version = m.Version
		if cap(b.vertices) < n {
			b.vertices = make([]ebiten.Vertex, n)
		}
		b.vertices = b.vertices[:n]
		for i := range b.vertices {
			v := &b.vertices[i]
			v.Custom0, v.Custom1, v.Custom2 = m.U[i], m.V[i], m.Level[i]
			if len(m.Colors) > 0 {
				v.ColorR, v.ColorG, v.ColorB, v.ColorA = m.Colors[i].R, m.Colors[i].G, m.Colors[i].B, m.Colors[i].A
			}
		}
	}
	scale, ox, oy := float32(c.scale), float32(c.origin.X), float32(c.origin.Y)
	xs, ys := m.X, m.Y[:n]
	for i := range b.vertices {
		v := &b.vertices[i]
		v.DstX, v.DstY = xs[i]*scale+ox, ys[i]*scale+oy
	}
	half := func(s scene.Stroke) float32 {
		if !s.Visible() {
			return -1
		}
		return float32(s.Width*c.scale) / 2
	}
	flag := func(on bool) float32 {
		if on {
			return 1
		}
		return 0
	}
	tint := m.Tint
	if m.Face == scene.FaceNone {
		tint = scene.Color{}
	}
	contour := half(m.Contour)
	if m.Levels == 0 {
		contour = -1
	}
	b.options.Uniforms = map[string]any{
		"Tint": vec4(tint), "TintFace": flag(m.Face != scene.FaceColors),
		"Grid": vec4(m.Grid.Color), "GridByColor": flag(m.GridColors),
		"Contour": vec4(m.Contour.Color), "Levels": float32(m.Levels),
		"Half": []float32{half(m.Grid), half(m.Grid), contour},
	}
	c.dst.DrawTrianglesShader32(b.vertices, m.Index, meshShader, &b.options)
}

func vec4(c scene.Color) []float32 { return []float32{c.R, c.G, c.B, c.A} }

func (k *meshes) find(data *scene.MeshData) *keptMesh {
	if !recall(k.kept, func(b *keptMesh) bool { return b.data.Value() == data }) {
		k.kept, _ = remember(k.kept, &keptMesh{data: weak.Make(data)}, keepMeshes, (*keptMesh).gone)
	}
	return k.kept[0]
}

func (b *keptMesh) gone() bool { return b.data.Value() == nil }
