// Drives node-themoviedb. It has the URL of TMDB built into its instance of got, which is replaced by one
// that extends it and knows where the server is.
import { createRequire } from 'node:module';
import { base, call, complete, ids, is, key, rate, secret, user, userToken } from './harness.mjs';

const require = createRequire(import.meta.url);
const requests = require('node-themoviedb/dist/utils/requests.js');
requests.default = requests.default.extend({ prefixUrl: `${base}/3`, retry: 0 });
const MovieDB = require('node-themoviedb');
const c = new MovieDB(key);

const movie = { movie_id: ids.movie };
const series = { tv_id: ids.series };
const season = { ...series, season_number: ids.season };
const episode = { ...season, episode_number: ids.episode };
const person = { person_id: ids.person };
const company = { company_id: ids.company };
const network = { network_id: ids.network };
const collection = { collection_id: ids.collection };
const list = { list_id: ids.list };

// read calls a method by its path, and checks the data that comes with the headers.
const read = (name, pathParameters, query, ...checks) => send(name, { pathParameters, query }, ...checks);
const send = (name, options, ...checks) => {
  const method = name.split(' (')[0].split('.').reduce((object, part) => object[part], c);
  return call(name, async () => (await method(options)).data, ...checks);
};

await read('certification.getMovieCertifications', {}, {}, (v) => is.filled('US')(v.certifications));
await read('certification.getTVCertifications', {}, {}, (v) => is.filled('US')(v.certifications));
await read('collection.getDetails', collection, {}, is.id(ids.collection), is.filled('parts'));
await read('collection.getImages', collection, {}, is.id(ids.collection), is.images);
await read('collection.getTranslations', collection, {}, is.id(ids.collection), is.arrays('translations'));
await read('company.getDetails', company, {}, is.id(ids.company));
await read('company.getAlternativeNames', company, {}, is.id(ids.company), is.arrays('results'));
await read('company.getImages', company, {}, is.id(ids.company), is.arrays('logos'));
await send('configuration.getAPIConfiguration', undefined, is.configuration);
await send('configuration.getCountries', undefined, is.list);
await send('configuration.getJobs', undefined, is.list);
await send('configuration.getLanguages', undefined, is.list);
await send('configuration.getPrimaryTranslations', undefined, is.list);
await send('configuration.getTimezones', undefined, is.list);
await read('credit.getDetails', { credit_id: ids.credit }, {}, is.id(ids.credit), is.has('media', 'person'));
await read('discover.movie', {}, { with_people: `${ids.person}`, sort_by: 'popularity.desc' }, is.row(ids.movie));
await read('discover.tv', {}, { with_genres: '18' }, is.rows);
await read('find.byExternalID', { external_id: ids.imdb }, { external_source: 'imdb_id' }, (v) => is.movie(v.movie_results[0]));
await read('genre.getMovieList', {}, {}, is.filled('genres'));
await read('genre.getTVList', {}, {}, is.filled('genres'));
await read('keyword.getDetails', { keyword_id: ids.keyword }, {}, is.id(ids.keyword));
await read('keyword.getMovies', { keyword_id: ids.keyword }, { include_adult: false }, is.id(ids.keyword), is.row(ids.movie));
await read('network.getDetails', network, {}, is.id(ids.network));
await read('network.getAlternativeNames', network, {}, is.id(ids.network), is.arrays('results'));
await read('network.getImages', network, {}, is.id(ids.network), is.arrays('logos'));
await read('trending.getTrending', { media_type: 'all', time_window: 'day' }, {}, is.rows);
await read('trending.getTrending (person)', { media_type: 'person', time_window: 'week' }, {}, is.rows);
await read('review.getDetails', { review_id: ids.review }, {}, is.id(ids.review), is.equal('media_id', ids.movie));
await read('search.companies', {}, { query: 'Regency' }, is.row(ids.company));
await read('search.collections', {}, { query: 'Star Wars' }, is.row(ids.collection));
await read('search.keywords', {}, { query: 'support' }, is.row(ids.keyword));
await read('search.movies', {}, { query: 'Fight Club', year: 1999 }, is.row(ids.movie));
await read('search.multi', {}, { query: 'Brad Pitt' }, is.row(ids.person));
await read('search.people', {}, { query: 'Brad Pitt' }, is.row(ids.person));
await read('search.TVShows', {}, { query: 'Breaking Bad', first_air_date_year: 2008 }, is.row(ids.series));

await read('movie.getDetails', movie, {}, is.movie, is.equal('title', 'Fight Club'));
await read('movie.getDetails (IMDb id)', { movie_id: ids.imdb }, {}, is.movie);
await read('movie.getDetails (append)', movie, { append_to_response: 'credits,external_ids,images' },
  is.movie, is.has('credits', 'external_ids', 'images'));
await read('movie.getAlternativeTitles', movie, { country: 'DE' }, is.movie, is.arrays('titles'));
await read('movie.getChanges', movie, {}, is.changes);
await read('movie.getCredits', movie, {}, is.movie, is.credits);
await read('movie.getExternalIDs', movie, {}, is.movie, is.equal('imdb_id', ids.imdb));
await read('movie.getImages', movie, { include_image_language: 'en,null' }, is.movie, is.images);
await read('movie.getKeywords', movie, {}, is.movie, is.filled('keywords'));
await read('movie.getReleaseDates', movie, {}, is.movie, is.filled('results'));
await read('movie.getVideos', movie, {}, is.movie, is.filled('results'));
await read('movie.getTranslations', movie, {}, is.movie, is.translations);
await read('movie.getRecommendations', movie, { page: 1 }, is.rows);
await read('movie.getSimilarMovies', movie, {}, is.rows);
await read('movie.getReviews', movie, {}, is.movie, is.rows);
await read('movie.getLists', movie, {}, is.movie, is.rows);
await send('movie.getLatest', undefined, is.latest);
await read('movie.getNowPlaying', {}, { region: 'US' }, is.rows, is.has('dates'));
await read('movie.getPopular', {}, { page: 1 }, is.rows);
await read('movie.getTopRated', {}, {}, is.rows);
await read('movie.getUpcoming', {}, {}, is.rows, is.has('dates'));
await read('movie.getChangeList', {}, {}, is.rows);

await read('tv.getDetails', series, { append_to_response: 'season/1,content_ratings' }, is.series, is.has('season/1', 'content_ratings'));
await read('tv.getAlternativeTitles', series, {}, is.series, is.arrays('results'));
await read('tv.getChanges', series, {}, is.changes);
await read('tv.getContentRatings', series, {}, is.series, is.filled('results'));
await read('tv.getCredits', series, {}, is.series, is.filled('cast'));
await read('tv.getEpisodeGroups', { tv_id: 456 }, {}, is.id(456), is.filled('results'));
await read('tv.getExternalIDs', series, {}, is.series, is.some('imdb_id'));
await read('tv.getImages', series, {}, is.series, is.images);
await read('tv.getKeywords', series, {}, is.series, is.filled('results'));
await read('tv.getRecommendations', series, {}, is.rows);
await read('tv.getReviews', series, {}, is.series, is.page);
await read('tv.getScreenedTheatrically', { tv_id: ids.otherSeries }, {}, is.id(ids.otherSeries), is.arrays('results'));
await read('tv.getSimilarTVShows', series, {}, is.rows);
await read('tv.getTranslations', series, {}, is.series, is.translations);
await read('tv.getVideos', series, {}, is.series, is.arrays('results'));
await send('tv.getLatest', undefined, is.latest);
await read('tv.getAiringToday', {}, {}, is.rows);
await read('tv.getOnAir', {}, {}, is.rows);
await read('tv.getPopular', {}, {}, is.rows);
await read('tv.getTopRated', {}, {}, is.rows);
await read('tv.getChangeList', {}, {}, is.rows);
await read('tv.season.getDetails', season, {}, is.id(ids.seasonID), is.filled('episodes'));
await read('tv.season.getChanges', { season_id: ids.seasonID }, {}, is.changes);
await read('tv.season.getCredits', season, {}, is.id(ids.seasonID), is.filled('cast'));
await read('tv.season.getExternalIDs', season, {}, is.id(ids.seasonID));
await read('tv.season.getImages', season, {}, is.id(ids.seasonID), is.arrays('posters'));
await read('tv.season.getVideos', season, {}, is.id(ids.seasonID), is.arrays('results'));
await read('tv.episode.getDetails', episode, {}, is.id(ids.episodeID), is.equal('episode_number', ids.episode));
await read('tv.episode.getChanges', { episode_id: ids.episodeID }, {}, is.changes);
await read('tv.episode.getCredits', episode, {}, is.id(ids.episodeID), is.filled('cast', 'crew'));
await read('tv.episode.getExternalIDs', episode, {}, is.id(ids.episodeID));
await read('tv.episode.getImages', episode, {}, is.id(ids.episodeID), is.arrays('stills'));
await read('tv.episode.getTranslations', episode, {}, is.id(ids.episodeID), is.arrays('translations'));
await read('tv.episode.getVideos', episode, {}, is.id(ids.episodeID), is.arrays('results'));
await read('tv.group.getDetails', { id: ids.group }, {}, is.id(ids.group), is.filled('groups'));

await read('person.getDetails', person, { append_to_response: 'images' }, is.person, is.has('images'));
await read('person.getChanges', person, {}, is.changes);
await read('person.getMovieCredits', person, {}, is.person, is.filled('cast'));
await read('person.getTVCredits', person, {}, is.person, is.arrays('cast'));
await read('person.getCombinedCredits', person, {}, is.person, is.filled('cast'));
await read('person.getExternalIDs', person, {}, is.person, is.some('imdb_id'));
await read('person.getImages', person, {}, is.person, is.arrays('profiles'));
await read('person.getTaggedImages', person, {}, is.person, is.arrays('results'));
await read('person.getTranslations', person, {}, is.person, is.arrays('translations'));
await send('person.getLatest', undefined, is.latest);
await read('person.getPopular', {}, {}, is.rows);
await read('person.getChangeList', {}, {}, is.rows);

// A guest.
const guest = secret((await send('authentication.createGuestSession', undefined, is.success, is.some('guest_session_id')))?.guest_session_id);
const asGuest = { guest_session_id: guest };
await rate(guest); // the client's own ratings do not arrive, see known.json
await read('guestSession.getRatedMovies', asGuest, {}, is.row(ids.movie));
await read('guestSession.getRatedTVShows', asGuest, {}, is.row(ids.series));
await read('guestSession.getRatedTVEpisodes', asGuest, {}, is.row(ids.episodeID));

// A user, in each way that the client has.
const asked = await send('authentication.createRequestToken', undefined, is.success, is.some('request_token'));
secret(asked?.request_token);
await send('authentication.createSessionWithLogin',
  { body: { username: user.name, password: user.password, request_token: asked?.request_token } }, is.success);
const session = await send('authentication.createSession', { body: { request_token: asked?.request_token } }, is.success, is.some('session_id'));
const as = { session_id: secret(session?.session_id) };
const account = { account_id: (await read('account.getDetails', {}, as, is.equal('username', user.name)))?.id ?? 0 };
await read('account.getCreatedList', account, as, is.row(ids.list));
await read('account.getFavoriteMovies', account, as, is.row(user.favoriteMovie));
await read('account.getFavoriteTVShows', account, as, is.row(user.favoriteSeries));
await read('account.getRatedMovies', account, as, is.row(user.ratedMovie));
await read('account.getRatedTVShows', account, as, is.row(user.ratedSeries));
await read('account.getRatedTVEpisodes', account, as, is.row(user.ratedEpisode));
await read('account.getMovieWatchlist', account, as, is.row(user.watchlistMovie));
await read('account.getTVShowWatchlist', account, as, is.row(user.watchlistSeries));
await read('movie.getAccountStates', movie, as, is.movie, is.states);
await read('tv.getAccountStates', series, as, is.series, is.states);
await read('tv.season.getAccountStates', season, as, is.id(ids.seasonID), is.filled('results'));
await read('tv.episode.getAccountStates', episode, as, is.id(ids.episodeID), is.has('rated'));

await send('account.markAsFavorite', { pathParameters: account, query: as, body: { media_type: 'movie', media_id: ids.movie, favorite: true } }, is.done);
await read('account.getFavoriteMovies (marked)', account, as, is.row(ids.movie));
await send('account.addToWatchlist', { pathParameters: account, query: as, body: { media_type: 'movie', media_id: ids.movie, watchlist: true } }, is.done);
await read('account.getMovieWatchlist (added)', account, as, is.row(ids.movie));
await send('movie.rateMovie', { pathParameters: movie, query: as, body: { value: 7.5 } }, is.done);
await read('movie.deleteRating', movie, as, is.done);
await send('tv.rateTVShow', { pathParameters: series, query: as, body: { value: 9 } }, is.done);
await read('tv.deleteRating', series, as, is.done);
await send('tv.episode.rateTVEpisode', { pathParameters: episode, query: as, body: { value: 9 } }, is.done);
await read('tv.episode.deleteRating', episode, as, is.done);

await read('list.getDetails', list, {}, is.filled('items'));
await read('list.checkItemStatus', list, { movie_id: ids.listed }, is.equal('item_present', true));
const made = await send('list.createList', { query: as, body: { name: 'Of node-themoviedb', description: 'For a test.', language: 'en' } }, is.some('list_id'));
const own = { list_id: made?.list_id ?? ids.list };
await send('list.addMovie', { pathParameters: own, query: as, body: { media_id: ids.movie } }, is.done);
await send('list.removeMovie', { pathParameters: own, query: as, body: { media_id: ids.movie } }, is.done);
await read('list.clearList', own, { ...as, confirm: true }, is.done);
await read('list.deleteList', own, as, is.done);

// A token of v4 becomes a session. The client cannot get one itself.
const converted = await send('authentication.createSessionFromAccessToken', { body: { access_token: await userToken() } }, is.success, is.some('session_id'));
secret(converted?.session_id);
await send('authentication.deleteSession', { body: as }, is.success);
await call('account.getDetails (session deleted)', async () => {
  try {
    await c.account.getDetails({ query: as });
  } catch (err) {
    return err;
  }
}, is.equal('errorCode', 401));

const names = (object, path) => Object.entries(object).flatMap(([name, value]) =>
  typeof value === 'function' ? [`${path}${name}`] : names(value, `${path}${name}.`));
await complete(names(c, ''));
