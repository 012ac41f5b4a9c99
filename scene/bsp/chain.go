package bsp

import "slices"

// Chains joins segments, given by the keys of their two ends, at ends that have
// the same key: each chain is the keys along it, and begins again with the first
// if it is closed. Where more than two segments meet, it is not said how they join.
func Chains[K comparable](segments [][2]K) [][]K {
	at := make(map[K][]int, len(segments))
	for k, s := range segments {
		at[s[0]] = append(at[s[0]], k)
		at[s[1]] = append(at[s[1]], k)
	}
	used := make([]bool, len(segments))
	// follow appends what comes after end of a segment that is used.
	follow := func(chain []K, end K) []K {
		for {
			chain = append(chain, end)
			next := slices.IndexFunc(at[end], func(k int) bool { return !used[k] })
			if next < 0 {
				return chain
			}
			s := at[end][next]
			used[s] = true
			if segments[s][0] == end {
				end = segments[s][1]
			} else {
				end = segments[s][0]
			}
		}
	}
	var chains [][]K
	for k, s := range segments {
		if used[k] {
			continue
		}
		used[k] = true
		back := follow(nil, s[0])
		slices.Reverse(back)
		chains = append(chains, follow(back, s[1]))
	}
	return chains
}
