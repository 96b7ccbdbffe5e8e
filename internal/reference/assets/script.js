// What the pages can do beyond being read. All of them can be read without it.
'use strict';
(() => {
  const root = document.documentElement.dataset.root;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const element = (name, properties = {}, ...children) => {
    const e = Object.assign(document.createElement(name), properties);
    e.append(...children);
    return e;
  };
  // Where a browser keeps nothing, a choice holds for the page. Tokens are never kept.
  const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* for the page only */ } };

  // Dark and light.
  const theme = $('.theme');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const show = (name) => {
    if (name) document.documentElement.dataset.theme = name;
    const now = name || (dark.matches ? 'dark' : 'light');
    theme.textContent = now === 'dark' ? 'Light' : 'Dark';
    theme.setAttribute('aria-label', now === 'dark' ? 'Light colours' : 'Dark colours');
  };
  show(remembered('theme'));
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const name = theme.textContent.toLowerCase();
    remember('theme', name);
    show(name);
  });

  // The contents are closed on a narrow screen.
  if (matchMedia('(max-width: 56rem)').matches) $('.side details').open = false;
  const here = $('.side [aria-current]');
  if (here) { const side = $('.side'); side.scrollTop = here.offsetTop - side.clientHeight / 2; }

  // Search.
  const input = $('#search');
  const found = $('#found');
  $('.search').hidden = false;
  let pages, chosen = -1;
  const load = () => pages ??= fetch(root + 'search.json').then((r) => r.json());
  const score = (page, words) => {
    const title = page.t.toLowerCase(), names = title.split(/\W+/), where = page.w.toLowerCase();
    const also = (page.s ?? '').split(' '), text = page.k.split(/[\s.,`*|()-]+/);
    let sum = 0;
    for (const word of words) {
      const s = title === word ? 40 : also.includes(word) ? 24 : names[0].startsWith(word) ? 20 :
        names.some((name) => name.startsWith(word)) ? 16 : title.includes(word) ? 12 : where.includes(word) ? 6 :
          text.includes(word) ? 5 : text.some((w) => w.startsWith(word)) ? 4 : page.k.includes(word) ? 2 : 0;
      if (!s) return 0;
      sum += s;
    }
    return sum + 1 / title.length + (page.a.endsWith('/details') ? .1 : 0); // what is looked for most
  };
  const choose = (i) => {
    const items = $$('[role=option]', found);
    chosen = items.length ? (i + items.length) % items.length : -1;
    items.forEach((item, n) => item.setAttribute('aria-selected', n === chosen));
    input.setAttribute('aria-activedescendant', items[chosen]?.id ?? '');
    items[chosen]?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => { found.hidden = true; input.setAttribute('aria-expanded', 'false'); };
  const search = async () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return close();
    const list = (await load()).map((page) => [score(page, words), page]).filter(([s]) => s)
      .sort((a, b) => b[0] - a[0]).slice(0, 12);
    found.replaceChildren(...list.map(([, page], i) => {
      const item = element('a', { id: 'found-' + i, href: root + page.a, tabIndex: -1 }, page.t, element('small', {}, page.w));
      item.setAttribute('role', 'option');
      return item;
    }));
    if (!list.length) found.append(element('p', { className: 'none' }, 'Nothing is called that.'));
    found.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(0);
  };
  input.addEventListener('focus', load, { once: true });
  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen - 1);
    else if (event.key === 'Enter') $('[aria-selected=true]', found)?.click();
    else if (event.key === 'Escape') { input.value = ''; close(); return; }
    else return;
    event.preventDefault();
  });
  document.addEventListener('click', (event) => { if (!event.target.closest('.search')) close(); });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, textarea, select')) { event.preventDefault(); input.focus(); }
  });

  // A field that a link leads to is shown, whatever it is in.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  // Samples: one at a time, in the language of the reader.
  const samples = $('.samples');
  if (samples) {
    const panels = $$('[data-name]', samples);
    const tabs = element('div', { className: 'tabs' });
    tabs.setAttribute('role', 'tablist');
    tabs.setAttribute('aria-label', 'Language');
    const pick = (name) => panels.forEach((panel, i) => {
      const on = panel.dataset.name === name;
      panel.hidden = !on;
      tabs.children[i].setAttribute('aria-selected', on);
      tabs.children[i].tabIndex = on ? 0 : -1;
    });
    panels.forEach((panel, i) => {
      panel.id = 'sample-' + i;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-label', panel.dataset.name);
      const tab = element('button', { type: 'button', textContent: panel.dataset.name });
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', panel.id);
      tab.addEventListener('click', () => { pick(panel.dataset.name); remember('language', panel.dataset.name); });
      tabs.append(tab);
    });
    tabs.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs.children[([...tabs.children].indexOf(event.target) + step + panels.length) % panels.length];
      next.click();
      next.focus();
    });
    samples.prepend(tabs);
    samples.classList.add('on');
    const last = remembered('language');
    pick(panels.some((panel) => panel.dataset.name === last) ? last : panels[0].dataset.name);
  }

  // Copy.
  if (navigator.clipboard) {
    for (const pre of $$('pre:has(code)')) {
      const button = element('button', { type: 'button', className: 'copy', textContent: 'Copy' });
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText($('code', pre).textContent);
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 1500);
      });
      const box = element('div', { className: 'code' });
      pre.replaceWith(box);
      box.append(pre, button);
    }
  }

  // Try it.
  const form = $('form.try');
  if (form) {
    const server = $('#server'), token = $('#token'), output = $('output', form), got = $('#got');
    const local = 'http://127.0.0.1:8750', tmdb = 'https://api.themoviedb.org';
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
    const standIn = isLocal ? location.origin : local;
    const made = form.dataset.token;
    server.append(new Option(`tmdb-server at ${standIn}${made ? ', without a token' : ''}`, standIn), new Option('TMDB, with your own token', tmdb));
    const own = () => server.value === tmdb || !made || 'user' in form.dataset; // the reader gives the token
    const ask = () => { $('#own-token').hidden = !own(); };
    server.addEventListener('change', ask);
    ask();
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      let path = form.dataset.path;
      const query = new URLSearchParams();
      for (const field of $$('[data-name]', form)) {
        const name = field.dataset.name;
        if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(field.value));
        else if (field.value) query.set(name, field.value);
      }
      const url = server.value + path + (query.size ? '?' + query : '');
      const headers = { Accept: 'application/json' };
      const credential = own() && token.value.trim() || (server.value === tmdb ? '' : made);
      if (credential) headers.Authorization = 'Bearer ' + credential;
      const body = $('#in-body');
      if (body) headers['Content-Type'] = 'application/json';
      output.textContent = 'Sent …';
      const begin = performance.now();
      try {
        const response = await fetch(url, { method: form.dataset.method, headers, body: body?.value, credentials: 'omit', cache: 'no-store' });
        const text = await response.text();
        output.textContent = `${response.status} in ${Math.round(performance.now() - begin)} ms, ${text.length.toLocaleString('en')} characters`;
        let pretty = text;
        try { pretty = JSON.stringify(JSON.parse(text), null, 2); } catch { /* no JSON: as it is */ }
        got.textContent = pretty.length > 200000 ? pretty.slice(0, 200000) + '\n… cut here' : pretty;
      } catch {
        output.textContent = 'No response';
        got.textContent = server.value === tmdb ? 'TMDB cannot be reached.' : `Nothing responds at ${standIn}. Start the stand-in:\n\ngo run github.com/tmdb-go/tmdb/cmd/tmdb-server@latest`;
      }
      got.hidden = false;
    });
  }
})();
