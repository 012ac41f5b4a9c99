package values

import (
	"encoding/json"
	"math"
	"testing"
)

func TestPlain(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	v := []any{plain(nan), plain(inf), plain(-inf), plain(2.5), plain("text"), plain([]float64{1, nan}), plain([][]float64{{-inf}, {0}})}
	got, err := json.Marshal(v)
	if want := `["NaN","Inf","-Inf",2.5,"text",[1,"NaN"],[["-Inf"],[0]]]`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}
