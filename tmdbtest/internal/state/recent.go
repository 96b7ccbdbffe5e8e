package state

import "slices"

// most is how many secrets of a kind, and how many lists, a server knows that people made on it. Beyond
// that it forgets the oldest: a server that runs for long must not grow without end.
const most = 10_000

// recent has the newest values by the secret that stands for each.
type recent[V any] struct {
	values map[string]V
	order  []string // the oldest first
}

func (r *recent[V]) put(secret string, v V) {
	if r.values == nil {
		r.values = map[string]V{}
	}
	if len(r.order) == most {
		r.delete(r.order[0])
	}
	r.values[secret] = v
	r.order = append(r.order, secret)
}

// get returns the value of a secret, a zero V if there is none.
func (r *recent[V]) get(secret string) V { return r.values[secret] }

// delete forgets a secret. It returns false if it is not known.
func (r *recent[V]) delete(secret string) bool {
	if i := slices.Index(r.order, secret); i >= 0 {
		r.order = slices.Delete(r.order, i, i+1)
		delete(r.values, secret)
		return true
	}
	return false
}
