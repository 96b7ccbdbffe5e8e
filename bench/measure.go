package main

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"
)

// cost is what an operation costs this process. The server's part is in the time alone.
type cost struct {
	time, cpu     float64 // nanoseconds
	allocs, bytes float64
}

// measured is what was measured for a row.
type measured struct {
	size  int // bytes of JSON
	costs map[string]cost
}

// rate returns MB of JSON in a second of processor time, NaN for a contender that was not measured.
func (m measured) rate(contender string) float64 {
	c, ok := m.costs[contender]
	if !ok {
		return math.NaN()
	}
	return float64(m.size) / c.cpu * 1000
}

// results is what was measured, by row.
type results map[string]measured

// check runs each contender of a row twice, as a cache has nothing at first, so that nothing is
// measured that fails, and has them agree on what they read.
func (r row) check() error {
	want := fact{}
	for _, c := range r.contenders {
		_, first := c.op()
		value, err := c.op()
		if err := errors.Join(first, err); err != nil {
			return fmt.Errorf("%s: %s: %w", r.name, c.name, err)
		}
		got := factOf(value)
		if want == (fact{}) {
			want = got
		}
		if got != (fact{}) && got != want {
			return fmt.Errorf("%s: %s has %+v: want %+v like the others", r.name, c.name, got, want)
		}
	}
	return nil
}

// measure returns the median of each contender's rounds. In a round each has a turn.
func (r row) measure(rounds int, turn time.Duration) (measured, error) {
	times := make([]int, len(r.contenders)) // how often an operation fits into a turn
	for i, c := range r.contenders {
		times[i] = 1
		once, err := measure(c, 1)
		for ; err == nil && once.time*float64(times[i]) < float64(turn)/2; once, err = measure(c, times[i]) {
			times[i] = max(2*times[i], min(int(float64(turn)/once.time), 100*times[i]))
		}
		if err != nil {
			return measured{}, err
		}
	}
	costs := make([][]cost, len(r.contenders))
	for range rounds {
		for i, c := range r.contenders {
			one, err := measure(c, times[i])
			if err != nil {
				return measured{}, err
			}
			costs[i] = append(costs[i], one)
		}
	}
	medians := map[string]cost{}
	for i, c := range r.contenders {
		medians[c.name] = cost{
			time:   median(costs[i], func(c cost) float64 { return c.time }),
			cpu:    median(costs[i], func(c cost) float64 { return c.cpu }),
			allocs: median(costs[i], func(c cost) float64 { return c.allocs }),
			bytes:  median(costs[i], func(c cost) float64 { return c.bytes }),
		}
	}
	return measured{r.size, medians}, nil
}

// measure runs an operation n times and returns what one costs.
func measure(c contender, n int) (cost, error) {
	runtime.GC() // of what the one before has left
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, cpu := time.Now(), cpuTime()
	for range n {
		if _, err := c.op(); err != nil {
			return cost{}, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	took, cpu := time.Since(start), cpuTime()-cpu
	runtime.ReadMemStats(&after)
	per := float64(n)
	return cost{
		time: float64(took) / per, cpu: float64(cpu) / per,
		allocs: float64(after.Mallocs-before.Mallocs) / per, bytes: float64(after.TotalAlloc-before.TotalAlloc) / per,
	}, nil
}

func median(costs []cost, of func(cost) float64) float64 {
	values := make([]float64, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}
