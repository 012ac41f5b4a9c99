Creator "Lada Adamic on Tue Jul 25 2006"
graph
[
  directed 1
  node
  [
    id 1
    label "a.com"
    value 0
    source "Blogarama"
  ]
  node [ id 2 label "b.com" value 1 source "BlogCatalog,eTalkingHead" ]
  node [ id 3 label "c &amp; d" value 1 source "Blogarama" ]
  node [ id 4 label "x.org" value 0 source "Blogarama" ]
  edge
  [
    source 1
    target 2
  ]
  edge [ source 1 target 2 ]
  edge [ source 3 target 1 ]
]
