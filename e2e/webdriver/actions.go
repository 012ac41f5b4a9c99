package webdriver

import "math"

// What the user's hands do is written alike for both protocols: a source of
// actions is a pointer, a wheel or a keyboard (WebDriver, section 15).
type source struct {
	Type    string            `json:"type"`
	ID      string            `json:"id"`
	Kind    map[string]string `json:"parameters,omitempty"`
	Actions []action          `json:"actions"`
}

type action map[string]any

// steps is how many moves a pointer makes from one point of its path to the next, and
// frame how long each takes, in ms.
const steps, frame = 5, 16

func pointer(pressed bool, path []Point) []source {
	var list []action
	for k, p := range path {
		if k == 0 {
			list = append(list, move(p, 0))
			if pressed {
				list = append(list, action{"type": "pointerDown", "button": 0})
			}
			continue
		}
		from := path[k-1]
		for n := 1.0; n <= steps; n++ {
			list = append(list, move(Point{from.X + (p.X-from.X)*n/steps, from.Y + (p.Y-from.Y)*n/steps}, frame))
		}
	}
	if pressed {
		list = append(list, action{"type": "pointerUp", "button": 0})
	}
	return []source{{Type: "pointer", ID: "mouse", Kind: map[string]string{"pointerType": "mouse"}, Actions: list}}
}

func move(to Point, duration int) action {
	return action{"type": "pointerMove", "x": math.Round(to.X), "y": math.Round(to.Y), "duration": duration}
}

func wheel(at Point, dy float64) []source {
	return []source{{Type: "wheel", ID: "wheel", Actions: []action{
		{"type": "scroll", "x": math.Round(at.X), "y": math.Round(at.Y), "deltaX": 0, "deltaY": math.Round(dy), "duration": 0},
	}}}
}

func keys(text string) []source {
	var list []action
	for _, key := range text {
		list = append(list, action{"type": "keyDown", "value": string(key)}, action{"type": "keyUp", "value": string(key)})
	}
	return []source{{Type: "key", ID: "keyboard", Actions: list}}
}
