package parse

import (
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/inbound/fold"
)

// encoding is the transfer encoding in lower case, without comments, quotes and
// blanks.
func (h *header) encoding() string {
	v, _, _ := strings.Cut(dropComments(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))), ";")
	v, _, _ = strings.Cut(v, "(")
	return strings.ToLower(strings.Trim(v, " \t\"'<>,"))
}

// contentType is the media type in lower case with its parameters; def, or
// text/plain, where there is none. Of several fields the first with a type
// counts.
func (h *header) contentType(def string) (string, map[string]string) {
	if def == "" {
		def = "text/plain"
	}
	var first string
	var params map[string]string
	for i, v := range h.Values("Content-Type") {
		typ, p := parseParams(v)
		if strings.Contains(typ, "/") && typ[0] != '/' {
			return mediaType(typ), p
		}
		if i == 0 {
			first, params = typ, p
		}
		if i > 20 {
			break
		}
	}
	switch first {
	case "", "text", "plain", "text/":
		return def, params
	case "html":
		return "text/html", params
	case "multipart", "mixed", "alternative", "related":
		return "multipart/mixed", params
	}
	return "application/octet-stream", params
}

// mediaType brings a type with junk into its form: "text/html/x", "text/",
// "html/text".
func mediaType(typ string) string {
	major, minor, _ := strings.Cut(typ, "/")
	minor = strings.Trim(minor, "/")
	minor, _, _ = strings.Cut(minor, "/")
	minor, _, _ = strings.Cut(minor, ",")
	switch {
	case minor == "" && major == "text":
		return "text/plain"
	case minor == "" && major == "multipart":
		return "multipart/mixed"
	case minor == "":
		return "application/octet-stream"
	case minor == "text" && (major == "plain" || major == "html"):
		return "text/" + major
	case major == "text" && minor == "htm", major == "application" && minor == "html":
		return "text/html"
	}
	return major + "/" + minor
}

// disposition is "attachment", "inline" or nothing (RFC 2183), and the file
// name of the part.
func (h *header) disposition() (disp, name string) {
	disp, params := parseParams(h.Get("Content-Disposition"))
	name = params["filename"]
	if name == "" {
		name = params["name"]
	}
	if name == "" {
		_, typeParams := parseParams(h.Get("Content-Type"))
		if name = typeParams["name"]; name == "" {
			name = typeParams["filename"]
		}
	}
	return disp, fileName(name)
}

const maxFileName = 255 // in characters

// fileName makes a name safe to show and to store: the last component of a
// path, without control characters and those that turn the direction of
// writing.
func fileName(s string) string {
	s = strings.TrimSpace(strings.Map(visible, fold.Clean(s)))
	s = strings.TrimRight(s, `/\`)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.TrimSpace(s)
	if s == "." || s == ".." {
		return ""
	}
	if r := []rune(s); len(r) > maxFileName {
		tail := r[len(r)-20:]
		s = string(r[:maxFileName-len(tail)]) + string(tail)
	}
	return s
}

// visible drops what a name should not hold.
func visible(r rune) rune {
	switch {
	case r == '\t' || r == '\n':
		return ' '
	case unicode.IsControl(r), r == 0x061c, r == 0x200b, r == 0x200e, r == 0x200f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}

// typeByName is the media type of a file by its extension.
func typeByName(name string) string {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "application/octet-stream"
	}
	if t, ok := extensions[strings.ToLower(name[i+1:])]; ok {
		return t
	}
	return "application/octet-stream"
}

const openXML = "application/vnd.openxmlformats-officedocument."

// extensions are the types of files that companies send each other, by IANA's
// registry.
var extensions = map[string]string{
	"pdf": "application/pdf", "xml": "application/xml", "txt": "text/plain", "csv": "text/csv", "htm": "text/html", "html": "text/html",
	"rtf": "application/rtf", "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
	"docx": openXML + "wordprocessingml.document", "xlsx": openXML + "spreadsheetml.sheet", "pptx": openXML + "presentationml.presentation",
	"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet", "zip": "application/zip",
	"7z": "application/x-7z-compressed", "rar": "application/vnd.rar", "gz": "application/gzip", "json": "application/json",
	"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "tif": "image/tiff", "tiff": "image/tiff",
	"bmp": "image/bmp", "webp": "image/webp", "svg": "image/svg+xml", "heic": "image/heic", "emf": "image/emf", "wmf": "image/wmf",
	"ics": "text/calendar", "vcf": "text/vcard", "eml": "message/rfc822", "msg": "application/vnd.ms-outlook", "ps": "application/postscript",
	"mp3": "audio/mpeg", "wav": "audio/wav", "mp4": "video/mp4", "mov": "video/quicktime", "md": "text/markdown", "log": "text/plain",
}
