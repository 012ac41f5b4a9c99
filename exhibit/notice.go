package exhibit

import "net/url"

// Notice is what a visitor should know of the picture though nothing is wrong
// with what was entered: what was taken where there is more than one reading,
// and where the picture shows less than it seems to.
type Notice struct {
	Key  string // of the control that it stands beside; empty for the picture as a whole
	Text Text

	// From and To are the bytes of the control's value that it is about; if both
	// are 0, it is all of it.
	From, To int

	Fixes []Fix // what may have been meant instead
}

// Noticer is a Session that may have something to notice in its State, but for
// the camera.
type Noticer interface{ Notices() []Notice }

// Fix is a change that may be wanted, offered as a button.
type Fix struct {
	Label Text
	Set   []Setting
	Open  string // in place of Set: the exhibit to open the visitor's files in
}

// Setting is a value for one control.
type Setting struct{ Key, Value string }

// OpenIn begins the Query of a Fix that opens files in another exhibit.
const OpenIn = "?"

// Query writes what the fix sets as it stands in an address: key=value&..., or
// after OpenIn in which exhibit it opens files.
func (f Fix) Query() string {
	if f.Open != "" {
		return OpenIn + f.Open
	}
	query := ""
	for k, s := range f.Set {
		if k > 0 {
			query += "&"
		}
		query += s.Key + "=" + url.QueryEscape(s.Value)
	}
	return query
}
