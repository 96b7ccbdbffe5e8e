// What the drivers share: the server's greeting, the calls and their results, and checks of what a
// call returns. A driver prints a line of JSON for each call, which the program reads.
import diagnostics from 'node:diagnostics_channel';

export const base = process.env.TMDB_BASE_URL;
export const token = process.env.TMDB_ACCESS_TOKEN;
export const key = process.env.TMDB_API_KEY;

// The user who signs in, and what the data set has of that user.
export const user = {
  id: 1000001, name: process.env.TMDB_USERNAME, password: process.env.TMDB_PASSWORD,
  ratedMovie: 550, ratedSeries: 1396, ratedEpisode: 62085,
  favoriteMovie: 603, favoriteSeries: 1437, watchlistMovie: 83533, watchlistSeries: 225171,
};

// Things that the data set has.
export const ids = {
  movie: 550, imdb: 'tt0137523', series: 1396, season: 1, seasonID: 3572, episode: 1, episodeID: 62085,
  person: 287, collection: 10, company: 508, network: 174, keyword: 825,
  list: 8000001, listed: 120,
  review: 'fb706c4b3f938a9cb2f96cfc', credit: '52fe4250c3a36847f80149f3', group: '657098ca79a1c300fe780f0a',
  otherMovie: 603, otherSeries: 1399,
  // A season and an episode whose ids elsewhere the data has.
  linked: { series: 1399, season: 1, seasonID: 3624, episode: 1, episodeID: 63056 },
};

// Clients that chat do it elsewhere: here are results only.
console.log = console.error;

// The last request and the status of its response, whichever way the client has sent it.
let last = {};
function seen(method, path, host, status) {
  if (host !== new URL(base).host) throw new Error(`a request went to ${host}, want ${base}`);
  last = { request: `${method} ${path.split('?')[0]}`, status };
}
diagnostics.subscribe('http.client.response.finish', ({ request: r, response }) => seen(r.method, r.path, r.getHeader('host'), response.statusCode));
diagnostics.subscribe('undici:request:headers', ({ request: r, response }) => seen(r.method, r.path, new URL(r.origin).host, response.statusCode));

const secrets = new Set([token, key, user.password]);
const hide = (text) => [...secrets].reduce((t, s) => t.replaceAll(s, '…'), text);

// secret returns a value that no result may show, such as a session.
export function secret(value) {
  if (typeof value === 'string' && value !== '') secrets.add(value);
  return value;
}

// reason returns the message of what a client has thrown: an error, or the body of the response. It is
// never empty, which would be a call that passed.
function reason(err) {
  const { status_message, errors, message } = err?.response?.data ?? err ?? {};
  return String(status_message || errors || message || `${err?.constructor?.name} without a message`).replaceAll('\n', ' ');
}

const made = new Set();

// call makes a call and tells what became of it. The name is that of the method, what is special about
// the call follows in brackets. It returns what the call returned, undefined if it failed.
export async function call(name, method, ...checks) {
  made.add(name.split(' (')[0]);
  last = {};
  let value, failure = '';
  try {
    value = await method();
    for (const check of checks) check(value);
  } catch (err) {
    value = undefined;
    failure = hide(reason(err));
  }
  const { request = '', status = 0 } = last;
  process.stdout.write(JSON.stringify({ call: name, request: hide(request), status, failure }) + '\n');
  return value;
}

// methods returns the names of the methods of an object, of its class or its own.
export function methods(object) {
  const own = Object.keys(object).filter((name) => typeof object[name] === 'function');
  const prototype = Object.getPrototypeOf(object);
  if (prototype === Object.prototype) return own;
  return [...own, ...Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor')];
}

// complete fails each method of the client that was not called.
export async function complete(names) {
  for (const name of names) {
    if (!made.has(name)) await call(name, () => { throw new Error('the driver does not call it'); });
  }
}

// approve lets a program in as the user does on TMDB's page, of v3 or of v4.
export async function approve(requestToken, version = 3) {
  secret(requestToken);
  const path = version === 4 ? `/auth/access?request_token=${requestToken}&decision=allow` : `/authenticate/${requestToken}/allow`;
  const response = await fetch(base + path, { method: 'POST', body: new URLSearchParams({ username: user.name }) });
  if (!response.ok) throw new Error(`the page of approval says ${response.status}`);
}

const show = (value) => JSON.stringify(value)?.slice(0, 100);
function want(ok, what, got) {
  if (!ok) throw new Error(`got ${show(got)}, want ${what}`);
}

// Checks. Each takes what a call returned.
export const is = {
  id: (id) => (v) => want(v?.id === id, `id ${id}`, v?.id),
  some: (name) => (v) => want(v?.[name], `${name} that is not empty`, v?.[name]),
  equal: (name, value) => (v) => want(v?.[name] === value, `${name} ${value}`, v?.[name]),
  arrays: (...names) => (v) => names.forEach((name) => want(Array.isArray(v?.[name]), `an array ${name}`, v?.[name])),
  filled: (...names) => (v) => names.forEach((name) => want(v?.[name]?.length > 0, `a filled array ${name}`, v?.[name])),
  list: (v) => want(Array.isArray(v) && v.length > 0, 'a filled array', v),
  // page is a page, perhaps an empty one.
  page: (v) => {
    want(Array.isArray(v?.results), 'an array results', v?.results);
    want(v.page === 1, 'page 1', v.page);
    want(Number.isInteger(v.total_pages) && Number.isInteger(v.total_results), 'totals', [v.total_pages, v.total_results]);
  },
  rows: (v) => { is.page(v); is.filled('results')(v); },
  // row is a page that has a row of that id.
  row: (id) => (v) => { is.page(v); want(v.results.some((row) => row.id === id), `a row of id ${id}`, v.results.map((row) => row.id)); },
  no: (id) => (v) => { is.page(v); want(!v.results.some((row) => row.id === id), `no row of id ${id}`, id); },
  has: (...names) => (v) => names.forEach((name) => want(v?.[name] !== undefined && v[name] !== null, `a field ${name}`, v?.[name])),
  lacks: (...names) => (v) => names.forEach((name) => want(v?.[name] === undefined, `no field ${name}`, v?.[name])),
  text: (v) => want(typeof v === 'string' && v !== '', 'a text', v),
  // done is the status of a write: of what was done, changed or deleted.
  done: (v) => want(v?.success !== false && [1, 12, 13].includes(v?.status_code), 'status_code 1, 12 or 13', v),
  success: (v) => want(v?.success === true, 'success', v),
};
is.movie = is.id(ids.movie);
is.series = is.id(ids.series);
is.person = is.id(ids.person);
is.changes = is.arrays('changes');
is.images = is.arrays('backdrops', 'posters');
is.credits = is.filled('cast', 'crew');
is.translations = is.filled('translations');
is.states = is.has('favorite', 'watchlist', 'rated');
is.latest = (v) => want(Number.isInteger(v?.id), 'an id', v?.id);
is.providers = (v) => { is.has('results')(v); want(v.results.US?.link, 'providers in the US', v.results.US); };
is.configuration = (v) => want(v?.images?.base_url && v.change_keys?.length, 'images and change_keys', v);

// post sends what a client cannot send itself, and returns the body of the response.
async function post(path, body) {
  const response = await fetch(base + path, {
    method: 'POST', body: JSON.stringify(body), headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });
  if (!response.ok) throw new Error(`POST ${path.split('?')[0]} says ${response.status}`);
  return response.json();
}

// userToken returns a token of v4 of the user, as a program gets one.
export async function userToken() {
  const { request_token } = await post('/4/auth/request_token', {});
  await approve(request_token, 4);
  return secret((await post('/4/auth/access_token', { request_token })).access_token);
}

// rate rates a movie, a series and an episode as a guest.
export async function rate(guest) {
  for (const path of [`movie/${ids.movie}`, `tv/${ids.series}`, `tv/${ids.series}/season/${ids.season}/episode/${ids.episode}`]) {
    await post(`/3/${path}/rating?guest_session_id=${guest}`, { value: 8 });
  }
}
