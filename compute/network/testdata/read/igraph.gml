Creator "igraph version 0.10.4 Mon Nov 30 12:00:00 2026"
Version 1
graph
[
  directed 1
  node
  [
    id 0
    name "Frodo"
    group "a"
  ]
  node
  [
    id 1
    name "Sam"
    group "a"
  ]
  node
  [
    id 2
    name "Pippin"
    group "b"
  ]
  node
  [
    id 3
    name "Merry"
    group "b"
  ]
  edge
  [
    source 0
    target 1
    weight 2
  ]
  edge
  [
    source 1
    target 0
    weight 3
  ]
  edge
  [
    source 3
    target 2
    weight 1
  ]
]
