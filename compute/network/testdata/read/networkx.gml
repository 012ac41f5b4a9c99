graph [
  node [
    id 0
    label "Alice"
    pos "_networkx_list_start"
    pos 1
    pos 2
    graphics [
      x 1.5
      source 7
    ]
  ]
  node [
    id 1
    label "Bob"
  ]
  node [
    id 2
    label "3"
  ]
  edge [
    source 0
    target 1
    weight 2.5
  ]
  edge [
    source 1
    target 2
    weight 1
  ]
]
