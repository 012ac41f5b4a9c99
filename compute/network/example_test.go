package network_test

import (
	"fmt"

	"zscape/compute/network"
)

func ExampleRead() {
	const text = "name;Ann;Bob;Carl\nAnn;False;True;False\nBob;True;False;False\nCarl;False;False;False\n"
	g, report, err := network.Read(network.Options{}, network.File{Name: "friends.csv", Data: []byte(text)})
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Text())
	out, _ := g.Degrees()
	fmt.Println(g.Names, out)
	// Output:
	// adjacency matrix: 3 nodes, 1 link (without directions, as each link is there both ways; without weights); 1 isolated node: Carl
	// [Ann Bob Carl] [1 1 0]
}
