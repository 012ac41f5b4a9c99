package site

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	// A comment, which may hold anything, or a script's start tag.
	scriptTag = regexp.MustCompile(`(?is)<!--.*?-->|<script(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>`)
	attribute = regexp.MustCompile(`\s+([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s=>"']+))?`)
)

// stamp writes the size of the page's program, in bytes and in bytes after
// gzip, into the attributes data-raw and data-gzip of the script element with
// id="boot". So the page can show the progress of the download from its first
// byte, with no request of its own before it.
func stamp(html []byte, raw, zipped int) ([]byte, error) {
	found := 0
	html = scriptTag.ReplaceAllFunc(html, func(tag []byte) []byte {
		if bytes.HasPrefix(tag, []byte("<!--")) {
			return tag
		}
		for _, m := range attribute.FindAllSubmatch(tag, -1) {
			if strings.EqualFold(string(m[1]), "id") && string(bytes.Trim(m[2], `"'`)) == "boot" {
				found++
				return setAttribute(setAttribute(tag, "data-raw", raw), "data-gzip", zipped)
			}
		}
		return tag
	})
	if found != 1 {
		return nil, fmt.Errorf(`%d script elements with id="boot", want 1`, found)
	}
	return html, nil
}

// setAttribute gives an attribute of a script's start tag a value. An attribute
// that is not there becomes the first.
func setAttribute(tag []byte, name string, value int) []byte {
	text := fmt.Appendf(nil, ` %s="%d"`, name, value)
	for _, m := range attribute.FindAllSubmatchIndex(tag, -1) {
		if strings.EqualFold(string(tag[m[2]:m[3]]), name) {
			return slices.Concat(tag[:m[0]], text, tag[m[1]:])
		}
	}
	at := len("<script")
	return slices.Concat(tag[:at], text, tag[at:])
}
