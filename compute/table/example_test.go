package table_test

import (
	"fmt"

	"zscape/compute/table"
)

// A table as a spreadsheet of Germany writes it. Its first column can be read in
// two ways, and the second tells which.
func ExampleRead() {
	t, err := table.Read([]byte("Masse (kg);Länge (m)\n1.250;0,5 # first\n2.500;12,75\n"), table.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line, fields := range t.Rows {
		mass, _ := t.Number(0, fields[0])
		length, _ := t.Number(1, fields[1])
		fmt.Println(line, mass, length)
	}
	fmt.Println(t.Columns[1].Name, t.Guesses[0].Text)
	// Output:
	// 2 1250 0.5
	// 3 2500 12.75
	// Länge (m) "1.250" in column 1 is read as 1250
}
