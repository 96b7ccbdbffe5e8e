// Drives @lorenzopant/tmdb. It has the URL of TMDB built in and calls fetch, which leads to the server here.
import { TMDB } from '@lorenzopant/tmdb';
import { approve, base, call, complete, ids, is, key, methods, rate, secret, token, user } from './harness.mjs';

const { fetch } = globalThis;
globalThis.fetch = (url, init) => fetch(url.replace('https://api.themoviedb.org', base), init);

const c = new TMDB(token, { language: 'en-US', region: 'US' });
const movie = { movie_id: ids.movie };
const series = { series_id: ids.series };
const season = { ...series, season_number: ids.season };
const episode = { ...season, episode_number: ids.episode };
const person = { person_id: ids.person };
const company = { company_id: ids.company };
const network = { network_id: ids.network };
const collection = { collection_id: ids.collection };
// read calls a method by its service and name, with the arguments that come before the checks.
const read = (name, args, ...checks) => use(c, name, args, ...checks);
const use = (client, name, args, ...checks) => {
  const path = name.split(' (')[0].split('.');
  return call(name, () => {
    const service = path.slice(0, -1).reduce((object, part) => object[part], client);
    return service[path.at(-1)](...args);
  }, ...checks);
};

await read('configuration.details', [], is.configuration);
await read('configuration.countries', [{ language: 'de-DE' }], is.list);
await read('configuration.jobs', [], is.list);
await read('configuration.languages', [], is.list);
await read('configuration.primary_translations', [], is.list);
await read('configuration.timezones', [], is.list);
await read('certifications.movie_certifications', [], (v) => is.filled('US')(v.certifications));
await read('certifications.tv_certifications', [], (v) => is.filled('US')(v.certifications));
await read('changes.movie_list', [{ page: 1 }], is.rows);
await read('changes.people_list', [], is.rows);
await read('changes.tv_list', [], is.rows);
await read('companies.details', [company], is.id(ids.company));
await read('companies.alternative_names', [company], is.id(ids.company), is.arrays('results'));
await read('companies.images', [company], is.id(ids.company), is.arrays('logos'));
await read('credits.details', [{ credit_id: ids.credit }], is.id(ids.credit), is.has('media', 'person'));
await read('collections.details', [collection], is.id(ids.collection), is.filled('parts'));
await read('collections.images', [{ ...collection, include_image_language: ['en', 'null'] }], is.id(ids.collection), is.images);
await read('collections.translations', [collection], is.id(ids.collection), is.arrays('translations'));
await read('discover.movie', [{ with_people: `${ids.person}`, sort_by: 'popularity.desc' }], is.row(ids.movie));
await read('discover.tv', [{ with_genres: '18' }], is.rows);
await read('find.by_id', [{ external_id: ids.imdb, external_source: 'imdb_id' }], (v) => is.movie(v.movie_results[0]));
await read('genres.movie_list', [{ language: 'de' }], is.filled('genres'));
await read('genres.tv_list', [], is.filled('genres'));
await read('keywords.details', [{ keyword_id: ids.keyword }], is.id(ids.keyword));
await read('keywords.movies', [{ keyword_id: ids.keyword, page: 1 }], is.id(ids.keyword), is.row(ids.movie));
await read('networks.details', [network], is.id(ids.network));
await read('networks.alternative_names', [network], is.id(ids.network), is.arrays('results'));
await read('networks.images', [network], is.id(ids.network), is.arrays('logos'));
await read('reviews.details', [{ review_id: ids.review }], is.id(ids.review), is.equal('media_id', ids.movie));
await read('search.collections', [{ query: 'Star Wars' }], is.row(ids.collection));
await read('search.movies', [{ query: 'Fight Club', year: '1999' }], is.row(ids.movie));
await read('search.company', [{ query: 'Regency' }], is.row(ids.company));
await read('search.keyword', [{ query: 'support' }], is.row(ids.keyword));
await read('search.person', [{ query: 'Brad Pitt' }], is.row(ids.person));
await read('search.tv_series', [{ query: 'Breaking Bad', first_air_date_year: 2008 }], is.row(ids.series));
await read('search.multi', [{ query: 'Brad Pitt' }], is.row(ids.person));
await read('trending.all', [{ time_window: 'day' }], is.rows);
await read('trending.movies', [{ time_window: 'week' }], is.rows);
await read('trending.tv', [{ time_window: 'week' }], is.rows);
await read('trending.people', [{ time_window: 'week' }], is.rows);
await read('watch_providers.movie_providers', [{ watch_region: 'US' }], is.filled('results'));
await read('watch_providers.tv_providers', [], is.filled('results'));
await read('watch_providers.available_regions', [], is.filled('results'));

await read('movies.details', [movie], is.movie, is.equal('title', 'Fight Club'));
await read('movies.details (IMDb id)', [{ movie_id: ids.imdb }], is.movie);
const moviePieces = ['alternative_titles', 'changes', 'credits', 'external_ids', 'images', 'keywords', 'recommendations',
  'release_dates', 'reviews', 'similar', 'translations', 'videos', 'watch/providers'];
await read('movies.details (append)', [{ ...movie, append_to_response: moviePieces }], is.movie, is.has(...moviePieces));
await read('movies.alternative_titles', [{ ...movie, country: 'DE' }], is.movie, is.arrays('titles'));
await read('movies.credits', [movie], is.movie, is.credits);
await read('movies.external_ids', [movie], is.movie, is.equal('imdb_id', ids.imdb));
await read('movies.keywords', [movie], is.movie, is.filled('keywords'));
await read('movies.changes', [movie], is.changes);
await read('movies.images', [{ ...movie, include_image_language: ['en', 'null'] }], is.movie, is.images);
await read('movies.latest', [], is.latest);
await read('movies.recommendations', [movie], is.rows);
await read('movies.release_dates', [movie], is.movie, is.filled('results'));
await read('movies.reviews', [movie], is.movie, is.rows);
await read('movies.similar', [movie], is.rows);
await read('movies.translations', [movie], is.movie, is.translations);
await read('movies.videos', [movie], is.movie, is.filled('results'));
await read('movies.watch_providers', [movie], is.movie, is.providers);
await read('movie_lists.now_playing', [], is.rows, is.has('dates'));
await read('movie_lists.popular', [{ page: 1 }], is.rows);
await read('movie_lists.top_rated', [], is.rows);
await read('movie_lists.upcoming', [], is.rows, is.has('dates'));

await read('tv_series.details', [series], is.series, is.filled('seasons'));
const seriesPieces = ['aggregate_credits', 'alternative_titles', 'changes', 'content_ratings', 'credits', 'episode_groups',
  'external_ids', 'images', 'keywords', 'lists', 'recommendations', 'reviews', 'screened_theatrically', 'similar',
  'translations', 'videos', 'watch/providers'];
await read('tv_series.details (append)', [{ ...series, append_to_response: seriesPieces }], is.series, is.has(...seriesPieces));
await read('tv_series.aggregate_credits', [series], is.series, is.filled('cast'));
await read('tv_series.alternative_titles', [series], is.series, is.arrays('results'));
await read('tv_series.changes', [series], is.changes);
await read('tv_series.content_ratings', [series], is.series, is.filled('results'));
await read('tv_series.credits', [series], is.series, is.filled('cast'));
await read('tv_series.episode_groups', [{ series_id: 456 }], is.id(456), is.filled('results'));
await read('tv_series.external_ids', [series], is.series, is.some('imdb_id'));
await read('tv_series.images', [series], is.series, is.images);
await read('tv_series.keywords', [series], is.series, is.filled('results'));
await read('tv_series.latest', [], is.latest);
await read('tv_series.lists', [series], is.series, is.rows);
await read('tv_series.recommendations', [series], is.rows);
await read('tv_series.reviews', [series], is.series, is.page);
await read('tv_series.screened_theatrically', [{ series_id: ids.otherSeries }], is.id(ids.otherSeries), is.arrays('results'));
await read('tv_series.similar', [series], is.rows);
await read('tv_series.translations', [series], is.series, is.translations);
await read('tv_series.videos', [series], is.series, is.arrays('results'));
await read('tv_series.watch_providers', [series], is.series, is.providers);
await read('tv_lists.airing_today', [{ timezone: 'Europe/Berlin' }], is.rows);
await read('tv_lists.on_the_air', [], is.rows);
await read('tv_lists.popular', [], is.rows);
await read('tv_lists.top_rated', [], is.rows);
const seasonPieces = ['aggregate_credits', 'credits', 'external_ids', 'images', 'translations', 'videos', 'watch/providers'];
await read('tv_seasons.details', [{ ...season, append_to_response: seasonPieces }], is.id(ids.seasonID), is.filled('episodes'), is.has(...seasonPieces));
await read('tv_seasons.aggregate_credits', [season], is.id(ids.seasonID), is.filled('cast'));
await read('tv_seasons.changes', [{ season_id: ids.seasonID }], is.changes);
await read('tv_seasons.credits', [season], is.id(ids.seasonID), is.filled('cast'));
await read('tv_seasons.external_ids', [{ series_id: ids.linked.series, season_number: ids.linked.season }], is.id(ids.linked.seasonID), is.some('tvdb_id'));
await read('tv_seasons.images', [season], is.id(ids.seasonID), is.arrays('posters'));
await read('tv_seasons.translations', [season], is.id(ids.seasonID), is.arrays('translations'));
await read('tv_seasons.videos', [season], is.id(ids.seasonID), is.arrays('results'));
await read('tv_seasons.watch_providers', [season], is.id(ids.seasonID), is.has('results'));
const episodePieces = ['credits', 'external_ids', 'images', 'translations', 'videos'];
await read('tv_episodes.details', [{ ...episode, append_to_response: episodePieces }], is.id(ids.episodeID), is.equal('episode_number', ids.episode), is.has(...episodePieces));
await read('tv_episodes.changes', [{ episode_id: ids.episodeID }], is.changes);
await read('tv_episodes.credits', [episode], is.id(ids.episodeID), is.filled('cast', 'crew'));
await read('tv_episodes.external_ids', [{ series_id: ids.linked.series, season_number: ids.linked.season, episode_number: ids.linked.episode }], is.id(ids.linked.episodeID), is.some('imdb_id'));
await read('tv_episodes.images', [episode], is.id(ids.episodeID), is.arrays('stills'));
await read('tv_episodes.translations', [episode], is.id(ids.episodeID), is.arrays('translations'));
await read('tv_episodes.videos', [episode], is.id(ids.episodeID), is.arrays('results'));
await read('tv_episode_groups.details', [{ episode_group_id: ids.group }], is.id(ids.group), is.filled('groups'));

const personPieces = ['changes', 'combined_credits', 'external_ids', 'images', 'movie_credits', 'tagged_images', 'translations', 'tv_credits'];
await read('people.details', [{ ...person, append_to_response: personPieces }], is.person, is.has(...personPieces));
await read('people.changes', [person], is.changes);
await read('people.combined_credits', [person], is.person, is.filled('cast'));
await read('people.external_ids', [person], is.person, is.some('imdb_id'));
await read('people.images', [person], is.person, is.arrays('profiles'));
await read('people.latest', [], is.latest);
await read('people.movie_credits', [person], is.person, is.filled('cast'));
await read('people.tagged_images', [person], is.person, is.arrays('results'));
await read('people.translations', [person], is.person, is.arrays('translations'));
await read('people.tv_credits', [person], is.person, is.arrays('cast'));
await read('people_lists.popular', [], is.rows);

// The key in place of the token.
await use(new TMDB(key), 'movies.details (key)', [movie], is.movie);
await use(new TMDB(key), 'authentication.validate_key (key)', [], is.success);

// A guest.
await read('authentication.validate_key', [], is.success);
const guest = await read('authentication.create_guest_session', [], is.success, is.some('guest_session_id'));
const asGuest = { guest_session_id: secret(guest?.guest_session_id) };
await rate(asGuest.guest_session_id); // the client has no ratings
await read('guest_sessions.rated_movies', [asGuest], is.row(ids.movie));
await read('guest_sessions.rated_tv', [asGuest], is.row(ids.series));
await read('guest_sessions.rated_tv_episodes', [asGuest], is.row(ids.episodeID));

// A user, by the page of approval and with a password.
const asked = await read('authentication.create_request_token', [], is.success, is.some('request_token'));
if (asked) await approve(asked.request_token);
const session = await read('authentication.create_session', [{ request_token: asked?.request_token }], is.success, is.some('session_id'));
const as = { session_id: secret(session?.session_id) };
const second = await read('authentication.create_request_token (for a password)', [], is.some('request_token'));
const login = { username: user.name, password: user.password, request_token: secret(second?.request_token) };
await read('authentication.create_session_with_login', [login], is.success, is.equal('request_token', second?.request_token));

const details = await read('account.details', [{ account_id: user.id, ...as }], is.id(user.id), is.equal('username', user.name));
const account = { account_id: details?.id, ...as };
await read('account.favorite_movies', [account], is.row(user.favoriteMovie));
await read('account.favorite_tv', [account], is.row(user.favoriteSeries));
await read('account.watchlist_movies', [account], is.row(user.watchlistMovie));
await read('account.watchlist_tv', [account], is.row(user.watchlistSeries));
await read('account.rated_movies', [{ ...account, sort_by: 'created_at.asc' }], is.row(user.ratedMovie));
await read('account.rated_tv', [account], is.row(user.ratedSeries));
await read('account.rated_tv_episodes', [account], is.row(user.ratedEpisode));
await read('account.lists', [{ ...account, page: 1 }], is.row(ids.list));
await read('account.add_favorite', [account, { media_type: 'movie', media_id: ids.movie, favorite: true }], is.done);
await read('account.favorite_movies (added)', [account], is.row(ids.movie));
await read('account.add_to_watchlist', [account, { media_type: 'movie', media_id: ids.movie, watchlist: true }], is.done);
await read('account.watchlist_movies (added)', [account], is.row(ids.movie));

await read('lists.details', [{ list_id: ids.list }], is.filled('items'));
await read('lists.check_item_status', [{ list_id: ids.list, movie_id: ids.listed }], is.equal('item_present', true));
const made = await read('lists.create', [as, { name: 'Of @lorenzopant/tmdb', description: 'For a test.', language: 'en' }], is.some('list_id'));
const own = { list_id: made?.list_id, ...as };
await read('lists.add_movie', [own, { media_id: ids.movie }], is.done);
await read('lists.check_item_status (added)', [{ ...own, movie_id: ids.movie }], is.equal('item_present', true));
await read('lists.remove_movie', [own, { media_id: ids.movie }], is.done);
await read('lists.clear', [{ ...own, confirm: true }], is.done);
await read('lists.delete', [own], is.done);
await read('authentication.delete_session', [as], is.success);

// A user of v4, whose token is what a second client has.
const asked4 = await read('v4.auth.create_request_token', [], is.success, is.some('request_token'));
if (asked4) await approve(asked4.request_token, 4);
const access = await read('v4.auth.create_access_token', [{ request_token: asked4?.request_token }], is.success, is.some('access_token'));
const u = new TMDB(secret(access?.access_token) ?? token);
const list = (await use(u, 'v4.lists.create', [{ name: 'Of v4', iso_639_1: 'en' }], is.success, is.some('id')))?.id;
const items = [{ media_type: 'movie', media_id: ids.movie }, { media_type: 'tv', media_id: ids.series }];
await use(u, 'v4.lists.add_items', [list, { items }], is.success, is.filled('results'));
await use(u, 'v4.lists.update_items', [list, { items: [{ ...items[0], comment: 'Again.' }] }], is.success);
await use(u, 'v4.lists.details', [{ list_id: list, page: 1 }], is.id(list), is.row(ids.series));
await use(u, 'v4.lists.item_status', [{ list_id: list, ...items[1] }], is.success, is.equal('media_id', ids.series));
await use(u, 'v4.lists.update', [{ list_id: list, name: 'Of v4, renamed' }], is.success);
await use(u, 'v4.lists.remove_items', [list, { items: [items[0]] }], is.success);
await use(u, 'v4.lists.details (item removed)', [{ list_id: list }], is.no(ids.movie));
await use(u, 'v4.lists.clear', [list], is.success);
await use(u, 'v4.lists.delete', [{ list_id: list }], is.success);
await use(u, 'v4.auth.delete_access_token', [{ access_token: access?.access_token }], is.success);

// Methods that make no requests: what builds paths and parameters, and URLs of images.
const helper = /(Path$|^with[A-Z]|^fetch_|^inject|^applyDefaults$)/;
const names = (client, path) => Object.keys(client)
  .filter((name) => typeof client[name] === 'object' && !['client', 'images', 'options', '_v4'].includes(name))
  .flatMap((name) => methods(client[name]).filter((method) => !helper.test(method)).map((method) => `${path}${name}.${method}`));
await complete([...names(c, ''), ...names(c.v4, 'v4.')]);
