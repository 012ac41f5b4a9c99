# edges first, no blanks
graph[edge[source 5 target 7]edge[source 7 target 9]node[id 5 label "one"]node[id 7 label "two"]node[id 9 label "three"]]