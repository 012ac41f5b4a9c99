//go:build js

package screen

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// canvas draws on the final screen. Lines and polygons that follow each other
// become one draw call.
type canvas struct {
	screen *ebiten.Image
	dst    *ebiten.Image // the screen, or the part of it that is drawn on
	origin scene.Point   // of the picture, device pixels
	scale  float64       // device pixels a screen unit
	ground scene.Color
	eyes   eyes

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
	//go:embed tone.kage
	toneProgram []byte

	shapesShader = compile(shapesProgram)
	meshShader   = compile(meshProgram)
	paperShader  = compile(paperProgram)
	toneShader   = compile(toneProgram)
)

func compile(program []byte) *ebiten.Shader {
	s, err := ebiten.NewShader(program)
	if err != nil {
		panic("screen: " + err.Error())
	}
	return s
}

func (c *canvas) begin(dst ebiten.FinalScreen, origin scene.Point, scale float64, background scene.Color) {
	c.screen = dst.(*ebiten.Image) // there is no other FinalScreen
	c.dst, c.scale = c.screen, scale
	c.origin, c.ground = origin.Scale(scale), background
	paper(c.screen, background)
}

// forget drops all images; they are made again as they are wanted.
func (c *canvas) forget() {
	c.eyes.forget()
	c.words.forget(func(*wordImage) bool { return true })
	c.images.forget()
}

// paper fills dst with one colour.
func paper(dst *ebiten.Image, c scene.Color) {
	size := dst.Bounds().Size()
	dst.DrawRectShader(size.X, size.Y, paperShader, &ebiten.DrawRectShaderOptions{
		Blend:    ebiten.BlendCopy,
		Uniforms: map[string]any{"Color": vec4(c)},
	})
}

// Clip draws on a part of the screen alone.
func (c *canvas) Clip(r scene.Rect) {
	c.shapes.flush(c.dst)
	c.dst = c.screen
	if r != (scene.Rect{}) {
		x0, y0 := c.device(r.Min)
		x1, y1 := c.device(r.Max)
		round := func(v float32) int { return int(math.Round(float64(v))) }
		// On the screen WebGL counts rows from the bottom. Ebitengine turns what
		// is drawn there, but not the region that it is clipped to.
		height := c.screen.Bounds().Dy()
		c.dst = c.screen.SubImage(image.Rect(round(x0), height-round(y1), round(x1), height-round(y0))).(*ebiten.Image)
	}
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
