package proxy

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Stats is what a store holds.
type Stats struct {
	Entries, Bytes, Evictions int64
}

// metrics are for Prometheus. No label has a text of a client's.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	attempts *prometheus.CounterVec
}

const namespace = "tmdb_proxy"

func newMetrics(p *Proxy) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "requests_total", Help: "Requests of clients, by operation, status and what the cache did.",
		}, []string{"operation", "status", "cache"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "request_duration_seconds", Help: "How long clients waited, by what the cache did.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"cache"}),
		attempts: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "upstream_attempts_total", Help: "Requests to TMDB, by host and status; error stands for no response, 429 for too many.",
		}, []string{"host", "status"}),
	}
	m.registry.MustRegister(m.requests, m.duration, m.attempts)
	gauge := func(name, help string, value func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, value))
	}
	gauge("requests_under_way", "Requests of clients that have no response yet.", func() float64 { return float64(len(p.underWay)) })
	if stats := p.config.Stats; stats != nil {
		gauge("cache_bytes", "Bytes that the cache takes.", func() float64 { return float64(stats().Bytes) })
		gauge("cache_entries", "Responses and images in the cache.", func() float64 { return float64(stats().Entries) })
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Namespace: namespace, Name: "cache_evictions_total", Help: "What the cache has dropped for want of room.",
		}, func() float64 { return float64(stats().Evictions) }))
	}
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true})
}

// attempt counts a request to a host, whose status is 0 if there was no response.
func (m *metrics) attempt(host string, status int) {
	text := "error"
	if status > 0 {
		text = strconv.Itoa(status)
	}
	m.attempts.WithLabelValues(host, text).Inc()
}

func (m *metrics) done(j *job, status int, took time.Duration) {
	m.requests.WithLabelValues(j.operation(), strconv.Itoa(status), j.cache()).Inc()
	m.duration.WithLabelValues(j.cache()).Observe(took.Seconds())
}
