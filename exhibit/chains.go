package exhibit

import "zscape/compute/lang"

// Chains returns n jobs of one Spec, for a Session to list: independent chains, each
// with random numbers of its own (see task.Spec.Chain). They run side by side in as
// many workers as there may be, and the page shows them as one run.
func (j Job) Chains(n int) []Job {
	jobs := make([]Job, n)
	for k := range jobs {
		jobs[k] = j
		jobs[k].Chain = uint64(k)
		jobs[k].Label = lang.Sprintf("%v, chain %d", "%v、チェーン%d", j.Label, k+1)
	}
	return jobs
}
