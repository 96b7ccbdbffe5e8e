package main

import (
	"errors"
	"fmt"

	"github.com/chromedp/chromedp/kb"
)

// visit is what a reader does in one window.
type visit struct {
	name     string
	width    int64
	dark     bool
	noScript bool // without JavaScript
	files    bool // the site as files, not that of tmdb-server
	foreign  bool // the pages are not ours to make accessible
	steps    []step
}

// step is one thing that a reader does.
type step struct {
	name string
	do   func(*page) error
	look bool // the page is checked after it
}

var visits = []visit{
	{name: "wide", width: 1280, steps: reading},
	{name: "390 px", width: 390, steps: reading},
	{name: "wide dark", width: 1280, dark: true, steps: reading},
	{name: "390 px dark", width: 390, dark: true, steps: reading},
	{name: "words", width: 1280, steps: words},
	{name: "requests", width: 1280, steps: requests},
	{name: "no JavaScript", width: 1280, noScript: true, steps: plain},
	{name: "files", width: 1280, files: true, steps: asFiles},
	{name: "viewer", width: 1280, foreign: true, steps: wholeDocument},
	{name: "viewer 390 px dark", width: 390, dark: true, foreign: true, steps: wholeDocument},
	{name: "viewer as files", width: 1280, files: true, foreign: true, steps: wholeDocument},
}

// reading is what most readers do.
var reading = []step{
	{"start page", func(p *page) error {
		if err := p.open("/"); err != nil {
			return err
		}
		// Text is lighter than what it stands on in the dark, and nowhere else.
		return p.wait(fmt.Sprintf(`(() => {
			const sum = (c) => c.match(/[\d.]+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0);
			const style = getComputedStyle(document.body);
			return sum(style.color) > sum(style.backgroundColor) === %t;
		})()`, p.visit.dark))
	}, true},
	{"search", func(p *page) error {
		if err := p.search("append"); err != nil {
			return err
		}
		return p.wait(`document.querySelector('#search').value === 'append' && ` + isVisible(`#found [role=option]`))
	}, true},
	{"operation by keyboard", func(p *page) error {
		for range 12 { // all that is shown
			there, err := eval[bool](p, `document.querySelector('#found [aria-selected=true]').pathname === '/reference/movies/details'`)
			if err != nil {
				return err
			}
			if there {
				break
			}
			if err := p.press(kb.ArrowDown); err != nil {
				return err
			}
		}
		if err := p.press(kb.Enter); err != nil {
			return err
		}
		return p.wait(`document.readyState === 'complete' && location.pathname === '/reference/movies/details'`)
	}, true},
	{"nested field", func(p *page) error {
		if err := p.do(`document.querySelector(` + quote(`[id="response.genres"] > summary`) + `).focus()`); err != nil {
			return err
		}
		if err := p.press(kb.Enter); err != nil {
			return err
		}
		return p.wait(isVisible(`[id="response.genres.name"]`))
	}, true},
	{"language of the samples", func(p *page) error {
		if err := p.do(`document.querySelector('[role=tab][aria-selected=true]').focus()`); err != nil {
			return err
		}
		for _, name := range []string{"curl", "TypeScript"} {
			if err := p.press(kb.ArrowRight); err != nil {
				return err
			}
			if err := p.wait(isVisible(`[data-name="`+name+`"] pre`) + ` && !(` + isVisible(`[data-name="Go"] pre`) + `)`); err != nil {
				return err
			}
		}
		return nil
	}, true},
	{"try it", func(p *page) error {
		if err := p.do(`document.querySelector('form.try button[type=submit]').focus()`); err != nil {
			return err
		}
		if err := p.press(kb.Enter); err != nil {
			return err
		}
		return p.wait(`document.querySelector('form.try output').textContent.startsWith('200 in ')
			&& JSON.parse(document.querySelector('#got').textContent).id === 550`)
	}, true},
	{"link to a field", func(p *page) error {
		if err := p.open("/reference/search/multi#response.results.movie.title"); err != nil {
			return err
		}
		return p.wait(isVisible(`[id="response.results.movie.title"]`))
	}, true},
	{"all operations", opens("/reference/"), true},
	{"operations of a tag", opens("/reference/tv-series/"), true},
	{"operation with a body", opens("/reference/lists/create"), true},
	{"differences", opens("/reference/differences"), true},
	{"guide", opens("/guides/machines"), true},
	{"guide with a table", opens("/guides/users"), true},
}

// words are what readers type, with a part of the address of a page that has to be among the first three.
var words = []step{
	{"start page", opens("/"), false},
	{"search", func(p *page) error {
		for word, want := range map[string]string{
			"providers": "watch-providers/", "poster": "/images", "imdb": "find/by-external-id", "imdb id": "external", "guest": "guest-session",
			"rate": "add-rating", "rate movie": "movies/add-rating", "append": "guides/appends", "season": "tv-seasons/", "trending": "trending/",
			"keyword": "keywords/", "watch": "watch", "logout": "delete-session", "login": "create-session",
			"company logo": "companies/images", "actor": "people/", "trailer": "movies/videos", "streaming": "watch-providers", "tv show": "tv-series/",
			"release date": "movies/release-dates", "retry": "guides/trouble", "rate limit": "guides/trouble", "api key": "validate-key",
			"add to list": "lists/add-item", "country": "configuration/countries", "budget": "movies/details", "now playing": "now-playing",
		} {
			if err := p.do(`(document.querySelector('#search').value = ` + quote(word) + `, document.querySelector('#search').dispatchEvent(new Event('input')))`); err != nil {
				return err
			}
			if err := p.wait(`[...document.querySelectorAll('#found [role=option]')].slice(0, 3).some((a) => a.pathname.includes(` + quote(want) + `))`); err != nil {
				return fmt.Errorf("%q: %w", word, err)
			}
		}
		return nil
	}, false},
}

// requests are those of the form with each kind of parameter.
var requests = []step{
	{"list of pieces", sends("/reference/movies/details", map[string]string{"append_to_response": "credits,images"}, "", "200",
		`got.credits.cast.length > 0 && got.images.posters`), false},
	{"season of a series", sends("/reference/tv-series/details", map[string]string{"series_id": "1399", "append_to_response": "season/1"}, "", "200",
		`got['season/1'].episodes.length > 0`), false},
	{"boolean, number and choice", sends("/reference/discover/movies", map[string]string{
		"include_adult": "false", "vote_count.gte": "1", "sort_by": "title.asc", "primary_release_date.gte": "1990-01-01", "with_genres": "18|53",
	}, "", "200", `got.results.length > 0`), false},
	{"choice in the path", sends("/reference/trending/movies", map[string]string{"time_window": "week"}, "", "200", `got.results.length > 0`), false},
	{"session", func(p *page) error {
		session, err := eval[string](p, signIn)
		if err != nil {
			return err
		}
		return sends("/reference/lists/create", map[string]string{"session_id": session}, `{"name": "Twists", "language": "en"}`, "201",
			`got.success && got.list_id`)(p)
	}, true},
	{"token of a v4 user", func(p *page) error {
		if err := p.open("/reference/v4-lists/create"); err != nil {
			return err
		}
		return p.wait(isVisible(`#token`) + ` && ` + isVisible(`form.try a[href$="v4-auth/create-access-token"]`))
	}, true},
	{"token of the reader", func(p *page) error {
		if err := p.open("/reference/movies/details"); err != nil {
			return err
		}
		if err := p.wait(`!(` + isVisible(`#token`) + `)`); err != nil {
			return err
		}
		// What is sent to TMDB is looked at and not sent.
		memoryOnly, err := eval[bool](p, `(async () => {
			const kept = () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state]);
			let sent;
			window.fetch = async (url, options) => { sent = { url: String(url), ...options }; return new Response('{}'); };
			const server = document.querySelector('#server'), token = document.querySelector('#token');
			server.selectedIndex = 1;
			server.dispatchEvent(new Event('change'));
			token.value = 'made-up-token';
			document.querySelector('form.try').requestSubmit();
			await new Promise((done) => setTimeout(done));
			return token.checkVisibility() && sent.url === 'https://api.themoviedb.org/3/movie/550'
				&& sent.headers.Authorization === 'Bearer made-up-token' && sent.credentials === 'omit' && !kept().includes('made-up-token');
		})()`)
		if err == nil && !memoryOnly {
			err = errors.New("the token is elsewhere than in the memory of the page and in the header of a request to TMDB")
		}
		return err
	}, true},
	{"token after a reload", func(p *page) error {
		if err := p.open("/reference/movies/details"); err != nil {
			return err
		}
		return p.wait(`document.querySelector('#token').value === '' && document.querySelector('#server').selectedIndex === 0`)
	}, false},
}

// signIn makes a session of one of the users of the stand-in.
const signIn = `(async () => {
	const headers = { Authorization: 'Bearer ' + document.querySelector('form.try').dataset.token, 'Content-Type': 'application/json' };
	const send = async (path, body) =>
		(await fetch('/3/authentication/' + path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) })).json();
	const { request_token } = await send('token/new');
	await send('token/validate_with_login', { username: 'ada', password: 'correct-horse', request_token });
	return (await send('session/new', { request_token })).session_id;
})()`

// sends fills the form of an operation, presses Send, and wants a status and something of the response.
func sends(address string, values map[string]string, body, status, want string) func(*page) error {
	return func(p *page) error {
		if err := p.open(address); err != nil {
			return err
		}
		if err := p.wait(isVisible(`form.try button[type=submit]`)); err != nil {
			return err
		}
		for name, value := range values {
			field := `document.querySelector('form.try [data-name="` + name + `"]')`
			if err := p.do(field + `.value = ` + quote(value)); err != nil {
				return err
			}
			if err := p.wait(field + `.value === ` + quote(value)); err != nil { // a choice has no other
				return err
			}
		}
		if body != "" {
			if err := p.do(`document.querySelector('#in-body').value = ` + quote(body)); err != nil {
				return err
			}
		}
		if err := p.do(`document.querySelector('form.try button[type=submit]').click()`); err != nil {
			return err
		}
		if err := p.wait(`document.querySelector('form.try output').textContent.startsWith('` + status + ` in ')`); err != nil {
			return err
		}
		return p.wait(`((got) => ` + want + `)(JSON.parse(document.querySelector('#got').textContent))`)
	}
}

// plain is what a reader without JavaScript does.
var plain = []step{
	{"start page", opens("/"), true},
	{"operation", func(p *page) error {
		if err := p.open("/reference/movies/details"); err != nil {
			return err
		}
		for _, selector := range []string{
			`#request .p`, `#errors details`, `#try noscript p`, `.side a[aria-current]`,
			`[data-name="Go"] pre`, `[data-name="curl"] pre`, `[data-name="TypeScript"] pre`,
		} {
			if err := p.wait(isVisible(selector)); err != nil {
				return err
			}
		}
		return p.wait(`!(` + isVisible(`form.try`) + `) && !(` + isVisible(`#search`) + `)`)
	}, true},
	{"nested field", func(p *page) error {
		if err := p.do(`document.querySelector(` + quote(`[id="response.genres"] > summary`) + `).focus()`); err != nil {
			return err
		}
		if err := p.press(kb.Enter); err != nil {
			return err
		}
		return p.wait(isVisible(`[id="response.genres.name"]`))
	}, true},
	{"viewer", func(p *page) error {
		if err := p.open("/viewer/"); err != nil {
			return err
		}
		return p.wait(isVisible(`noscript a[href$="openapi.yaml"]`))
	}, true},
}

// asFiles is enough to tell that the files hold together below any address.
var asFiles = []step{
	{"start page", opens("/"), true},
	{"operation", opens("/reference/movies/details"), true},
	{"search", func(p *page) error {
		if err := p.search("append"); err != nil {
			return err
		}
		return p.wait(isVisible(`#found [role=option]`))
	}, true},
}

// wholeDocument is the viewer from the start page on, up to the details of an operation. It sends none:
// that request would go to TMDB.
var wholeDocument = []step{
	{"start page", opens("/"), true},
	{"tags", func(p *page) error {
		if err := p.do(`document.querySelector('main a[href$="viewer/"]').click()`); err != nil {
			return err
		}
		return p.wait(isVisible(`.opblock-tag`))
	}, true},
	{"operation", func(p *page) error {
		for _, next := range []struct{ click, shows string }{
			{`.opblock-tag`, `.opblock-summary-control`},
			{`.opblock-summary-control`, `.opblock-body .responses-table`},
		} {
			if err := p.do(`document.querySelector(` + quote(next.click) + `).click()`); err != nil {
				return err
			}
			if err := p.wait(isVisible(next.shows)); err != nil {
				return err
			}
		}
		return nil
	}, true},
}

// opens goes to an address, where a page with a title has to be.
func opens(address string) func(*page) error {
	return func(p *page) error {
		if err := p.open(address); err != nil {
			return err
		}
		return p.wait(isVisible(`main h1`))
	}
}

// isVisible is an expression that tells whether an element is there and shown.
func isVisible(selector string) string {
	return `document.querySelector(` + quote(selector) + `)?.checkVisibility()`
}

// quote makes a selector a string of JavaScript.
func quote(selector string) string { return fmt.Sprintf("%q", selector) }
