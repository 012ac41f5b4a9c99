package graph

import (
	"strconv"
	"strings"

	"zscape/compute/blockmodel"
	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
)

// moved is a node that was put into another group of chain 1, by the number that the group
// had there, or -1 for a new one.
type moved struct{ partition, node, group int }

// mostMoved is how many a State keeps: the last ones.
const mostMoved = 40

// parseMoved reads moves: "0,3,1;..." has the partition, 0 or 1, the number of the node, from
// 0, and that of the group, -1 for a new one.
func parseMoved(text string) (list []moved, reason error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(plain.String(text), ";") {
		var v [3]int
		words := strings.Split(part, ",")
		ok := len(words) == len(v)
		for k := 0; ok && k < len(v); k++ {
			n, err := strconv.Atoi(strings.TrimSpace(words[k]))
			v[k], ok = n, err == nil
		}
		m := moved{v[0], v[1], v[2]}
		if !ok || m.partition < 0 || m.partition > 1 || m.node < 0 || m.group < -1 || m.group >= blockmodel.MaxGroups {
			return nil, lang.Errorf("has %q where a partition, a node and a group are to be, as in 0,3,1", "「分割,ノード,グループ」の形(例: 0,3,1)で書いてください: %q", strings.TrimSpace(part))
		}
		if list = append(list, m); len(list) > mostMoved {
			return nil, lang.Errorf("moves nodes more than %d times", "ノードの移動は%d回までです", mostMoved)
		}
	}
	return list, nil
}

func formatMoved(list []moved) string {
	var parts []string
	for _, m := range list {
		parts = append(parts, strconv.Itoa(m.partition)+","+strconv.Itoa(m.node)+","+strconv.Itoa(m.group))
	}
	return strings.Join(parts, ";")
}

func checkMoved(text string) (canonical string, reason error) {
	list, reason := parseMoved(text)
	return formatMoved(list), reason
}

// told returns what chain 1 is told: the last move. It is there once, or twice after an
// even number of moves, which does the same: so the same move again is another one.
func (s *session) told(st exhibit.State) []float64 {
	list, _ := parseMoved(st.Text("moved"))
	if len(list) == 0 {
		return []float64{}
	}
	m, limit := list[len(list)-1], st.Int("K")
	if st.Text("prior") == "crp" {
		limit = min(s.source.graph.N(), blockmodel.MaxGroups)
	}
	if m.node >= s.source.graph.N() || m.group >= limit || m.partition == 1 && !s.twoPartitions(st) {
		return []float64{} // it was a move of another graph
	}
	one := []float64{float64(m.partition), float64(m.node), float64(m.group)}
	if len(list)%2 == 0 {
		one = append(one, one...)
	}
	return one
}
