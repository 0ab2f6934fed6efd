package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// point is a place on the canvas, in pixels from its upper left corner.
type point struct{ x, y float64 }

// canvas is a picture while it is drawn.
type canvas struct {
	*image.RGBA
	small, large font.Face
	texts        []image.Rectangle // where texts stand
}

// newCanvas is a white canvas.
func newCanvas(width, height int) (*canvas, error) {
	c := &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, width, height))}
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	var err error
	if c.small, err = face(goregular.TTF, 15); err == nil {
		c.large, err = face(gobold.TTF, 20)
	}
	return c, err
}

// face is one of the Go fonts, whose licence is that of Go, in a size in
// pixels.
func face(ttf []byte, size float64) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("parse the font: %w", err)
	}
	out, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return nil, fmt.Errorf("size the font: %w", err)
	}
	return out, nil
}

// fill paints a polygon.
func (c *canvas) fill(col color.Color, all ...point) {
	low, high := all[0], all[0]
	for _, p := range all {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	around := image.Rect(int(low.x), int(low.y), int(high.x)+1, int(high.y)+1).Intersect(c.Bounds())
	r := vector.NewRasterizer(around.Dx(), around.Dy())
	for i, p := range all {
		x, y := float32(p.x-float64(around.Min.X)), float32(p.y-float64(around.Min.Y))
		if i == 0 {
			r.MoveTo(x, y)
			continue
		}
		r.LineTo(x, y)
	}
	r.ClosePath()
	r.Draw(c, around, image.NewUniform(col), image.Point{})
}

// box paints an upright rectangle.
func (c *canvas) box(col color.Color, x0, y0, x1, y1 float64) {
	c.fill(col, point{x0, y0}, point{x1, y0}, point{x1, y1}, point{x0, y1})
}

// line paints lines from point to point; the canvas's lines run to the right,
// so their width is measured upwards.
func (c *canvas) line(col color.Color, width float64, all ...point) {
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		h := width / 2
		c.fill(col, point{a.x, a.y - h}, point{b.x, b.y - h}, point{b.x, b.y + h}, point{a.x, a.y + h})
	}
}

// align says which end of a text stands at its place.
type align int

const (
	left align = iota
	middle
	right
)

// text writes a text whose baseline is at y, and returns where it ends.
func (c *canvas) text(f font.Face, col color.Color, a align, x, y float64, s string) float64 {
	width := font.MeasureString(f, s)
	at := fixed.Int26_6(x * 64)
	switch a {
	case middle:
		at -= width / 2
	case right:
		at -= width
	case left:
	}
	d := font.Drawer{Dst: c, Src: image.NewUniform(col), Face: f, Dot: fixed.Point26_6{X: at, Y: fixed.Int26_6(y * 64)}}
	bounds, _ := d.BoundString(s)
	c.texts = append(c.texts, image.Rect(bounds.Min.X.Floor(), bounds.Min.Y.Floor(), bounds.Max.X.Ceil(), bounds.Max.Y.Ceil()))
	d.DrawString(s)
	return float64(d.Dot.X) / 64
}
