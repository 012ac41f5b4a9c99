//go:build js

package screen

import (
	_ "embed"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// canvas draws on the final screen. Lines and polygons that follow each other
// become one draw call.
type canvas struct {
	dst    ebiten.FinalScreen
	origin scene.Point // of the picture, device pixels
	scale  float64     // device pixels a screen unit

	shapes shapes
	meshes meshes
	words  words
	images bitmaps
}

var (
	//go:embed shapes.kage
	shapesProgram []byte
	//go:embed mesh.kage
	meshProgram []byte
	//go:embed paper.kage
	paperProgram []byte

	shapesShader = compile(shapesProgram)
	meshShader   = compile(meshProgram)
	paperShader  = compile(paperProgram)
)

func compile(program []byte) *ebiten.Shader {
	s, err := ebiten.NewShader(program)
	if err != nil {
		panic("screen: " + err.Error())
	}
	return s
}

func (c *canvas) begin(dst ebiten.FinalScreen, origin scene.Point, scale float64, background scene.Color) {
	c.dst, c.scale = dst, scale
	c.origin = origin.Scale(scale)
	size := dst.Bounds().Size()
	dst.DrawRectShader(size.X, size.Y, paperShader, &ebiten.DrawRectShaderOptions{
		Blend:    ebiten.BlendCopy,
		Uniforms: map[string]any{"Color": vec4(background)},
	})
}

// end draws what is still gathered.
func (c *canvas) end() { c.shapes.flush(c.dst) }

// device returns p in device pixels of the window.
func (c *canvas) device(p scene.Point) (x, y float32) {
	return float32(p.X*c.scale + c.origin.X), float32(p.Y*c.scale + c.origin.Y)
}

func (c *canvas) Polylines(p *scene.Polylines) { c.shapes.addPolylines(c, p) }

func (c *canvas) Polygons(p *scene.Polygons) { c.shapes.addPolygons(c, p) }

func (c *canvas) Mesh(m *scene.Mesh) {
	c.shapes.flush(c.dst)
	c.meshes.draw(c, m)
}

func (c *canvas) Text(t *scene.Text) {
	c.shapes.flush(c.dst)
	c.words.draw(c, t)
}

func (c *canvas) Image(m *scene.Image) {
	c.shapes.flush(c.dst)
	c.images.draw(c, m)
}
