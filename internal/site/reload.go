package site

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

const reloadScript = `// Reloads the page when the server has another build than the page's own.
const build = new URL(document.currentScript.src).search;
new EventSource("/-/reload" + build).onmessage = () => location.reload();
`

// withReload returns s with a page that reloads itself. The script is a file,
// as the page's content security policy asks; its address says which build the
// page belongs to, so that no change between loading and listening is lost.
func withReload(s Site) Site {
	s = maps.Clone(s)
	if page := s["index.html"]; page != nil {
		html := fmt.Appendf(slices.Clone(page.data), "<script src=\"/-/reload.js?%s\"></script>\n", s.id())
		s["index.html"] = newAsset(file{"index.html", html})
	}
	s["-/reload.js"] = newAsset(file{"-/reload.js", []byte(reloadScript)})
	return s
}

// reload waits until the site is another than the build in the query and sends
// one event then.
func (h *Handler) reload(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	c := http.NewResponseController(w)
	c.SetReadDeadline(time.Time{}) // it may take hours
	c.SetWriteDeadline(time.Time{})
	if r.Method == http.MethodHead || c.Flush() != nil {
		return
	}
	for {
		s, changed := h.current()
		if s.id() != r.URL.RawQuery {
			fmt.Fprint(w, "data: reload\n\n")
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
