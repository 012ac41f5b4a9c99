package network

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// xml reads the tags and the text of a document in XML 1.0, without regard to namespaces.
// It knows no entities but the five of XML and those by number: a document that declares
// others is refused. After an error there is nothing more.
type xml struct {
	*text
	err error

	token      xmlToken
	name       string      // of a tag, without its prefix
	attributes []attribute // of a tag that opens an element
	raw        []byte      // characters, see content
	cdata      bool        // they stand as they are

	open  []string // elements
	empty bool     // the element ends with its tag
}

type xmlToken uint8

const (
	opens xmlToken = iota // an element
	closes
	characters
)

type attribute struct{ name, value string }

// deepest is how many elements, or lists, or objects, may be one in another.
const deepest = 256

// root returns the name of the first element, empty if there is none.
func root(t *text) (name string, err error) {
	x := &xml{text: t}
	for x.next() {
		if x.token == opens {
			return x.name, nil
		}
	}
	return "", x.err
}

// next reads what comes next; it returns false at the end, and if it is no XML.
func (x *xml) next() bool {
	if x.empty {
		x.empty = false
		x.close()
		return true
	}
	for x.err == nil {
		x.step()
		switch {
		case x.at == len(x.data):
			if len(x.open) > 0 {
				x.wrong("the file ends within <%s>: it may be incomplete", "<%s>の途中でファイルが終わっています。ファイルが途中で切れているかもしれません", shown(x.open[len(x.open)-1]))
			}
			return false
		case x.peek() != '<':
			end := bytes.IndexByte(x.data[x.at:min(len(x.data), x.at+1<<15)], '<')
			if end < 0 {
				end = min(len(x.data)-x.at, 1<<15)
			}
			x.token, x.raw, x.cdata = characters, x.data[x.at:x.at+end], false
			x.at += end
			return true
		case x.has("<!--"):
			x.at += len("<!--")
			x.until("-->")
		case x.has("<?"):
			x.until("?>")
		case x.has("<![CDATA["):
			x.at += len("<![CDATA[")
			x.raw, _ = x.until("]]>")
			x.token, x.cdata = characters, true
			return true
		case x.has("<!"):
			x.doctype()
		case x.has("</"):
			x.at += len("</")
			name, _ := x.until(">")
			x.name = local(table.Trim(name))
			if n := len(x.open); n == 0 || x.open[n-1] != x.name {
				x.wrong("</%s> ends nothing that is open", "</%s>に対応する開始タグがありません", shown(x.name))
				return false
			}
			x.close()
			return true
		default:
			return x.tag()
		}
	}
	return false
}

func (x *xml) wrong(en, ja string, args ...any) {
	if x.err == nil {
		x.err = x.fail(en, ja, args...)
	}
}

func (x *xml) close() {
	x.token, x.name = closes, x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
}

// doctype skips a declaration of what the document has.
func (x *xml) doctype() {
	k := bytes.IndexAny(x.data[x.at:min(len(x.data), x.at+4096)], "[>")
	if k < 0 || x.data[x.at+k] == '>' {
		x.until(">")
		return
	}
	subset, ok := x.until("]")
	if bytes.Contains(subset, []byte("<!ENTITY")) {
		x.err = lang.Errorf("an XML document that declares entities, which are not read: export the graph once more", "実体(ENTITY)を宣言したXMLは読めません(グラフを書き出し直してください)")
		return
	}
	if ok {
		x.until(">")
	}
}

// local returns a name without its prefix.
func local(name []byte) string {
	return string(name[bytes.LastIndexByte(name, ':')+1:])
}

// isNameByte reports whether a byte may be in a name; those of UTF-8 may.
func isNameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c-'0' <= 9 || c == '_' || c == '-' || c == '.' || c == ':' || c >= utf8.RuneSelf
}

func (x *xml) word() []byte {
	begin := x.at
	for x.at < len(x.data) && isNameByte(x.data[x.at]) {
		if x.at++; x.at&0xfff == 0 {
			x.step()
		}
	}
	return x.data[begin:x.at]
}

// tag reads a tag that opens an element.
func (x *xml) tag() bool {
	x.at++
	name := x.word()
	if len(name) == 0 {
		x.wrong("a < that begins no tag", "< のあとにタグ名がありません")
		return false
	}
	if len(x.open) == deepest {
		x.wrong("elements are nested more than %d deep", "要素の入れ子が%d段を超えています", deepest)
		return false
	}
	x.token, x.name, x.attributes = opens, local(name), x.attributes[:0]
	for {
		x.space()
		switch c := x.peek(); {
		case c == '>':
			x.at++
			x.open = append(x.open, x.name)
			return true
		case c == '/':
			x.at++
			if x.peek() == '>' {
				x.at++
				x.open = append(x.open, x.name)
				x.empty = true
				return true
			}
		case !isNameByte(c):
			x.wrong("the tag <%s> is not complete", "タグ<%s>が正しく閉じていません", shown(x.name))
			return false
		}
		attribute := attribute{name: local(x.word())}
		x.space()
		if x.peek() == '=' {
			x.at++
			x.space()
			quote := x.peek()
			if quote != '"' && quote != '\'' {
				x.wrong("the value of %s in <%s> is not in quotes", "<%[2]s>の%[1]sの値が引用符で囲まれていません", faults.Quote(attribute.name), shown(x.name))
				return false
			}
			x.at++
			value, ok := x.until(string(quote))
			if !ok {
				x.wrong("the tag <%s> is not complete", "タグ<%s>が正しく閉じていません", shown(x.name))
				return false
			}
			attribute.value = unescaped(value)
		}
		x.attributes = append(x.attributes, attribute)
	}
}

// attribute returns the value of an attribute of the tag, empty if it has none.
func (x *xml) attribute(name string) string {
	for _, a := range x.attributes {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// content returns the characters that were read.
func (x *xml) content() string {
	if x.cdata {
		return string(x.raw)
	}
	return unescaped(x.raw)
}

// skip goes behind the element whose tag was read.
func (x *xml) skip() {
	for depth := len(x.open) - 1; x.next(); {
		if x.token == closes && len(x.open) == depth {
			return
		}
	}
}

// entities are those that XML and GML have by name.
var entities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescaped returns a text with what its entities stand for; those that are not known
// stay.
func unescaped(s []byte) string {
	if bytes.IndexByte(s, '&') < 0 {
		return string(s)
	}
	var b strings.Builder
	for len(s) > 0 {
		k := bytes.IndexByte(s, '&')
		if k < 0 {
			break
		}
		b.Write(s[:k])
		s = s[k:]
		const longest = 12
		end := bytes.IndexByte(s[:min(len(s), longest)], ';')
		if end > 0 {
			if text, ok := entity(string(s[1:end])); ok {
				b.WriteString(text)
				s = s[end+1:]
				continue
			}
		}
		b.WriteByte('&')
		s = s[1:]
	}
	b.Write(s)
	return b.String()
}

// entity returns what an entity stands for.
func entity(name string) (string, bool) {
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		base := 10
		if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
			digits, base = hex, 16
		}
		r, err := strconv.ParseUint(digits, base, 21)
		return string(rune(r)), err == nil
	}
	text, ok := entities[name]
	return text, ok
}
