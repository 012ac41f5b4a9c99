package main

import (
	"strconv"
	"syscall/js"
)

// Short names for what the page does to the document.

var (
	window   = js.Global()
	document = window.Get("document")
	root     = document.Get("documentElement")
)

func byID(id string) js.Value { return document.Call("getElementById", id) }

// find returns the first element that a selector means; it may be null.
func find(selector string) js.Value { return document.Call("querySelector", selector) }

// closest returns the nearest element from e upwards that a selector means,
// null if none. Events of the document itself have no such method.
func closest(e js.Value, selector string) js.Value {
	if e.Get("closest").Type() != js.TypeFunction {
		return js.Null()
	}
	return e.Call("closest", selector)
}

// each calls f for every element that a selector means.
func each(selector string, f func(e js.Value)) {
	list := document.Call("querySelectorAll", selector)
	for i := range list.Length() {
		f(list.Index(i))
	}
}

// fitFormula fits the equations into the panel: the exhibit's, and those that are
// typed.
func fitFormula() {
	fitMath(byID("formula"))
	each(".typeset", fitMath)
}

// fitMath writes the equations in place smaller where they are wider than it, down
// to half their size. Where the advances of glyphs are whole pixels, widths do not
// quite follow the size, so it looks again.
func fitMath(place js.Value) {
	room := place.Get("clientWidth").Float()
	list := place.Call("getElementsByTagName", "math")
	for k := range list.Length() {
		math := list.Index(k)
		style := math.Get("style")
		style.Set("fontSize", "")
		for size := 1.0; size > 0.5; {
			width := math.Call("getBoundingClientRect").Get("width").Float()
			if room <= 0 || width <= room {
				break
			}
			size = max(0.99*size*room/width, 0.5)
			style.Set("fontSize", strconv.FormatFloat(size, 'f', 3, 64)+"em")
		}
	}
}

// An attr is an attribute of an element.
type attr struct{ name, value string }

// element makes an element with attributes and children, each an attr, a text
// or an element.
func element(tag string, parts ...any) js.Value {
	e := document.Call("createElement", tag)
	for _, part := range parts {
		if a, ok := part.(attr); ok {
			e.Call("setAttribute", a.name, a.value)
			continue
		}
		e.Call("append", part)
	}
	return e
}

// setAttr sets an attribute, or removes it if on is false.
func setAttr(e js.Value, name, value string, on bool) {
	if on {
		e.Call("setAttribute", name, value)
	} else {
		e.Call("removeAttribute", name)
	}
}

// data returns the value of a data attribute, empty if e is null or does not have it.
func data(e js.Value, name string) string {
	if !e.Truthy() {
		return ""
	}
	if v := e.Get("dataset").Get(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

// fill says how far the track of a slider is filled, 0..1.
func fill(slider js.Value, fraction float64) {
	slider.Get("style").Call("setProperty", "--at",
		strconv.FormatFloat(100*max(0, min(fraction, 1)), 'f', 2, 64)+"%")
}
