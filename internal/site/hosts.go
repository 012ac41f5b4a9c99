package site

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
)

// Guard lets h answer only those requests that are for this machine: for localhost, its
// addresses, and host, to which the server listens. Else a page of any other site could
// have its name lead here, and read what is served as if it were its own (DNS rebinding).
// A server that listens to all addresses, with a host that is empty or unspecified,
// answers for any address, and for the machine's name.
func Guard(h http.Handler, host string) http.Handler {
	names := map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true, strings.ToLower(host): true}
	ip := net.ParseIP(host)
	anywhere := host == "" || ip != nil && ip.IsUnspecified()
	if anywhere {
		if name, err := os.Hostname(); err == nil {
			names[strings.ToLower(name)] = true
		}
	}
	delete(names, "")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := hostname(r.Host)
		if !names[name] && !(anywhere && net.ParseIP(name) != nil) {
			http.Error(w, fmt.Sprintf("421: this server answers for localhost, not for %q; serve -addr NAME:PORT makes it answer for another name", name), http.StatusMisdirectedRequest)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// hostname returns the name or the address of a Host header, without the port.
func hostname(header string) string {
	name := header
	if host, _, err := net.SplitHostPort(header); err == nil {
		name = host
	}
	if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
		name = name[1 : len(name)-1]
	}
	return strings.ToLower(strings.TrimSuffix(name, "."))
}

// embedded reports whether the page at an address is to be a part of another one, as
// web/boot.js reads it.
func embedded(r *http.Request) bool {
	query := r.URL.Query()
	return query.Has("embed") && query.Get("embed") != "0"
}
