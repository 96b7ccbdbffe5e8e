package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// stepPatience is how long a step may take.
const stepPatience = 20 * time.Second

// browser is a Chromium that reaches this machine only.
type browser struct {
	ctx   context.Context
	stop  func()
	axe   string // the program of axe-core
	shots string // folder for images, or empty
}

func startBrowser(ctx context.Context, axe, shots string) (*browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // root has none, and the pages are our own
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		chromedp.WSURLReadTimeout(stepPatience),
	)
	ctx, stopProcess := chromedp.NewExecAllocator(ctx, options...)
	ctx, stopFirst := chromedp.NewContext(ctx)
	stop := func() { stopFirst(); stopProcess() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, fmt.Errorf("want Chromium, as apt-get install chromium brings it: %w", err)
	}
	return &browser{ctx, stop, axe, shots}, nil
}

// visit takes the steps of a visit in a window of its own, up to the first that fails.
func (b *browser) visit(v visit, base string) result {
	begin := time.Now()
	r := result{name: v.name, all: len(v.steps)}
	p := &page{browser: b, visit: v, base: base, watch: newWatch(base)}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	defer stop()
	fault := func(step, text string) { r.faults = append(r.faults, step+": "+text) }
	if err := p.prepare(ctx); err != nil {
		fault("window", err.Error())
		return r
	}
	for _, s := range v.steps {
		err := p.take(ctx, s)
		for _, text := range p.watch.take() {
			fault(s.name, text)
		}
		if err != nil {
			fault(s.name, err.Error())
			break
		}
		for _, text := range p.faults {
			fault(s.name, text)
		}
		p.faults = nil
		r.steps++
	}
	r.requests, r.took = p.watch.requests(), time.Since(begin)
	return r
}

// page is a window with a page.
type page struct {
	*browser
	visit  visit
	base   string
	watch  *watch
	ctx    context.Context // of the step
	faults []string        // that do not end the visit
}

// prepare makes the window what the visit wants.
func (p *page) prepare(ctx context.Context) error {
	scheme := "light"
	if p.visit.dark {
		scheme = "dark"
	}
	if err := chromedp.Listen(ctx, p.watch.see); err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(p.visit.width, 900)); err != nil {
		return err
	}
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: p.visit.noScript})
	return err
}

func (p *page) take(ctx context.Context, s step) error {
	ctx, cancel := context.WithTimeout(ctx, stepPatience)
	defer cancel()
	p.ctx = ctx
	if err := s.do(p); err != nil {
		return err
	}
	if err := p.until("the end of all requests", func() (bool, error) { return len(p.watch.underWay()) == 0, nil }); err != nil {
		return fmt.Errorf("%w: %s", err, strings.Join(p.watch.underWay(), ", "))
	}
	if s.look {
		return p.look(s.name)
	}
	return nil
}

// look checks a page as it stands, and takes its image.
func (p *page) look(name string) error {
	if p.shots != "" {
		image, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			return err
		}
		file := strings.ReplaceAll(p.visit.name+" "+name, " ", "-") + ".png"
		if err := os.WriteFile(filepath.Join(p.shots, file), image, 0o644); err != nil {
			return err
		}
	}
	over, err := eval[int](p, `document.documentElement.scrollWidth - innerWidth`)
	if err != nil {
		return err
	}
	if over > 0 {
		p.faults = append(p.faults, fmt.Sprintf("it scrolls sideways by %d pixels", over))
	}
	if p.visit.foreign || p.visit.noScript { // axe-core is a script
		return nil
	}
	found, err := eval[string](p, p.axe+"\n;"+runAxe)
	if err != nil {
		return err
	}
	faults, err := findings(found)
	p.faults = append(p.faults, faults...)
	return err
}

// open goes to an address of the site.
func (p *page) open(address string) error {
	return chromedp.Do(p.ctx, chromedp.Navigate(p.base+address))
}

// press presses the keys one after the other.
func (p *page) press(keys string) error { return chromedp.Do(p.ctx, chromedp.KeyEvent(keys)) }

// search goes to the search by its key and types. The key is one event, as a keyboard makes it, that the
// page takes before it is typed; press makes two.
func (p *page) search(text string) error {
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		key := input.DispatchKeyEventParams{Type: kind, Key: "/", Code: "Slash"}
		if kind == input.DispatchKeyEventTypeKeyDown {
			key.Text = "/"
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, key); err != nil {
			return err
		}
	}
	if err := p.wait(`document.activeElement.id === 'search'`); err != nil {
		return err
	}
	return p.press(text)
}

// eval returns what an expression or its promise says.
func eval[T any](p *page, expression string) (T, error) {
	return chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// do runs an expression for what it does.
func (p *page) do(expression string) error {
	_, err := eval[bool](p, `(`+expression+`, true)`)
	return err
}

// wait waits until an expression is true. One that cannot be had is not, such as while a page is left.
func (p *page) wait(expression string) error {
	return p.until(expression, func() (bool, error) {
		is, err := eval[bool](p, `Boolean(`+expression+`)`)
		return is && err == nil, nil
	})
}

// until waits until a condition is met.
func (p *page) until(what string, met func() (bool, error)) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if is, err := met(); is || err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-p.ctx.Done():
			return fmt.Errorf("waited in vain for %s", what)
		}
	}
}
