package table

// File is a file to be read.
type File struct {
	Name string // for messages; what the file holds shows in its bytes
	Data []byte
}
