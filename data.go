package main

import "embed"

// shipped are the data that come with the program, in the folder web. The page
// fetches them from its own site.
//
//go:embed web/data
var shipped embed.FS
