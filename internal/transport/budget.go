package transport

import "sync"

// What retries cost and successes earn, as in the AWS SDKs: a client may make some hundred tries in a
// row that come to nothing, and then one for every few requests that succeed.
const (
	defaultBudget = 500
	tryCost       = 5
	timeoutCost   = 10 // waiting for nothing is dearer than being refused
	successGain   = 1
)

// budget bounds the tries of a whole client, so that an outage is not made worse by repeating every
// request. A nil budget is unlimited.
type budget struct {
	mu           sync.Mutex
	tokens, most int
}

func newBudget(most int) *budget { return &budget{tokens: most, most: most} }

// take reports whether cost could be paid.
func (b *budget) take(cost int) bool {
	if b == nil {
		return true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tokens < cost {
		return false
	}
	b.tokens -= cost
	return true
}

func (b *budget) give(gain int) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens = min(b.tokens+gain, b.most)
}
