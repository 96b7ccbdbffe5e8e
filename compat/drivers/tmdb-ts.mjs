// Drives tmdb-ts. It has the URL of TMDB built in, but takes a fetch of one's own.
import { createRequire } from 'node:module';
import { base, call, complete, ids, is, methods, token } from './harness.mjs';

const { TMDB } = createRequire(import.meta.url)('tmdb-ts');
const c = new TMDB(token, { fetch: (url, init) => fetch(url.replace('https://api.themoviedb.org', base), init) });

const season = { tvShowID: ids.series, seasonNumber: ids.season };
const episode = { ...season, episodeNumber: ids.episode };
const language = 'en-US';
// read calls a method by its service and name, with the arguments that come before the checks.
const read = (name, args, ...checks) => {
  const [service, method] = name.split(' (')[0].split('.');
  return call(name, () => c[service][method](...args), ...checks);
};

await read('configuration.getApiConfiguration', [], is.configuration);
await read('configuration.getCountries', [], is.list);
await read('configuration.getLanguages', [], is.list);
await read('configuration.getJobs', [], is.list);
await read('configuration.getPrimaryTranslations', [], is.list);
await read('configuration.getTimezones', [], is.list);
await read('certifications.movies', [], (v) => is.filled('US')(v.certifications));
await read('certifications.tvShows', [], (v) => is.filled('US')(v.certifications));
await read('changes.movies', [{ page: 1 }], is.rows);
await read('changes.tvShows', [], is.rows);
await read('changes.person', [], is.rows);
await read('credits.getById', [ids.credit], is.id(ids.credit), is.has('media', 'person'));
await read('companies.details', [ids.company], is.id(ids.company));
await read('companies.alternativeNames', [ids.company], is.id(ids.company), is.arrays('results'));
await read('companies.images', [ids.company], is.id(ids.company), is.arrays('logos'));
await read('networks.details', [ids.network], is.id(ids.network));
await read('networks.alternativeNames', [ids.network], is.id(ids.network), is.arrays('results'));
await read('networks.images', [ids.network], is.id(ids.network), is.arrays('logos'));
await read('collections.details', [ids.collection, { language }], is.id(ids.collection), is.filled('parts'));
await read('collections.images', [ids.collection, { include_image_language: ['en', 'null'] }], is.id(ids.collection), is.images);
await read('collections.translations', [ids.collection], is.id(ids.collection), is.arrays('translations'));
await read('search.companies', [{ query: 'Regency' }], is.row(ids.company));
await read('search.collections', [{ query: 'Star Wars' }], is.row(ids.collection));
await read('search.keywords', [{ query: 'support' }], is.row(ids.keyword));
await read('search.movies', [{ query: 'Fight Club', year: 1999, include_adult: true }], is.row(ids.movie));
await read('search.people', [{ query: 'Brad Pitt' }], is.row(ids.person));
await read('search.tvShows', [{ query: 'Breaking Bad', first_air_date_year: 2008 }], is.row(ids.series));
await read('search.multi', [{ query: 'Brad Pitt' }], is.row(ids.person));
await read('genres.movies', [{ language: 'de' }], is.filled('genres'));
await read('genres.tvShows', [], is.filled('genres'));
await read('discover.movie', [{ with_people: `${ids.person}`, sort_by: 'popularity.desc' }], is.row(ids.movie));
await read('discover.tvShow', [{ with_genres: '18' }], is.rows);
await read('trending.trending', ['all', 'day', { language }], is.rows);
await read('trending.trending (movie)', ['movie', 'week'], is.rows);
await read('trending.trending (tv)', ['tv', 'week'], is.rows);
await read('trending.trending (person)', ['person', 'week'], is.rows);
await read('find.byExternalId', [ids.imdb, { external_source: 'imdb_id' }], (v) => is.movie(v.movie_results[0]));
await read('keywords.details', [ids.keyword], is.id(ids.keyword));
await read('keywords.belongingMovies', [ids.keyword, { page: 1 }], is.id(ids.keyword), is.row(ids.movie));
await read('review.details', [ids.review], is.id(ids.review), is.equal('media_id', ids.movie));
await read('watchProviders.getRegions', [{ language }], is.filled('results'));
await read('watchProviders.getMovieProviders', [{ watch_region: 'US' }], is.filled('results'));
await read('watchProviders.getTvProviders', [], is.filled('results'));

const { movie, series, person } = ids;
await read('movies.details', [movie, undefined, language], is.movie, is.equal('title', 'Fight Club'));
await read('movies.details (IMDb id)', [ids.imdb], is.movie);
const moviePieces = ['alternative_titles', 'changes', 'credits', 'external_ids', 'images', 'keywords', 'lists',
  'recommendations', 'release_dates', 'reviews', 'similar', 'translations', 'videos', 'watch/providers'];
await read('movies.details (append)', [movie, moviePieces], is.movie, is.has(...moviePieces));
// Without types, nothing keeps a program from asking for pieces that a movie lacks.
await read('movies.details (append, names of series)', [movie, ['content_ratings', 'credits', 'aggregate_credits']],
  is.movie, is.has('credits'), is.lacks('content_ratings', 'aggregate_credits'));
await read('movies.alternativeTitles', [movie], is.movie, is.filled('titles'));
await read('movies.changes', [movie], is.changes);
await read('movies.credits', [movie, { language }], is.movie, is.credits);
await read('movies.externalIds', [movie], is.movie, is.equal('imdb_id', ids.imdb));
await read('movies.images', [movie, { include_image_language: ['en', 'null'] }], is.movie, is.images);
await read('movies.keywords', [movie], is.movie, is.filled('keywords'));
await read('movies.lists', [movie, { page: 1 }], is.movie, is.rows);
await read('movies.recommendations', [movie], is.rows);
await read('movies.releaseDates', [movie], is.movie, is.filled('results'));
await read('movies.reviews', [movie], is.movie, is.rows);
await read('movies.similar', [movie], is.rows);
await read('movies.translations', [movie], is.movie, is.translations);
await read('movies.videos', [movie], is.movie, is.filled('results'));
await read('movies.watchProviders', [movie], is.movie, is.providers);
await read('movies.latest', [], is.latest);
await read('movies.nowPlaying', [{ region: 'US' }], is.rows, is.has('dates'));
await read('movies.popular', [{ page: 1 }], is.rows);
await read('movies.topRated', [], is.rows);
await read('movies.upcoming', [], is.rows, is.has('dates'));

await read('tvShows.details', [series, undefined, language], is.series, is.filled('seasons'));
const seriesPieces = ['aggregate_credits', 'alternative_titles', 'changes', 'content_ratings', 'credits', 'episode_groups',
  'external_ids', 'images', 'keywords', 'recommendations', 'reviews', 'screened_theatrically', 'similar', 'translations',
  'videos', 'watch/providers'];
await read('tvShows.details (append)', [series, seriesPieces], is.series, is.has(...seriesPieces));
await read('tvShows.alternativeTitles', [series], is.series, is.arrays('results'));
await read('tvShows.changes', [series], is.changes);
await read('tvShows.contentRatings', [series], is.series, is.filled('results'));
await read('tvShows.aggregateCredits', [series], is.series, is.filled('cast'));
await read('tvShows.credits', [series], is.series, is.filled('cast'));
await read('tvShows.season', [series, ids.season], is.id(ids.seasonID), is.filled('episodes'));
await read('tvShows.episodeGroups', [456], is.id(456), is.filled('results'));
await read('tvShows.externalIds', [series], is.series, is.some('imdb_id'));
await read('tvShows.images', [series, { include_image_language: ['en'] }], is.series, is.images);
await read('tvShows.keywords', [series], is.series, is.filled('results'));
await read('tvShows.recommendations', [series], is.rows);
await read('tvShows.reviews', [series], is.series, is.page);
await read('tvShows.screenedTheatrically', [ids.otherSeries], is.id(ids.otherSeries), is.arrays('results'));
await read('tvShows.similar', [series], is.rows);
await read('tvShows.translations', [series], is.series, is.translations);
await read('tvShows.videos', [series, { include_video_language: ['en'] }], is.series, is.arrays('results'));
await read('tvShows.watchProviders', [series], is.series, is.providers);
await read('tvShows.latest', [], is.latest);
await read('tvShows.onTheAir', [{ timezone: 'Europe/Berlin' }], is.rows);
await read('tvShows.airingToday', [], is.rows);
await read('tvShows.popular', [], is.rows);
await read('tvShows.topRated', [], is.rows);

const seasonPieces = ['aggregate_credits', 'credits', 'external_ids', 'images', 'translations', 'videos'];
await read('tvSeasons.details', [season, seasonPieces, { language }], is.id(ids.seasonID), is.filled('episodes'), is.has(...seasonPieces));
await read('tvSeasons.aggregateCredits', [season], is.id(ids.seasonID), is.filled('cast'));
await read('tvSeasons.changes', [ids.seasonID], is.changes);
await read('tvSeasons.credits', [season], is.id(ids.seasonID), is.filled('cast'));
await read('tvSeasons.externalIds', [season], is.id(ids.seasonID));
await read('tvSeasons.images', [season], is.id(ids.seasonID), is.arrays('posters'));
await read('tvSeasons.videos', [season], is.id(ids.seasonID), is.arrays('results'));
await read('tvSeasons.translations', [season], is.id(ids.seasonID), is.arrays('translations'));
const episodePieces = ['credits', 'external_ids', 'images', 'translations', 'videos'];
await read('tvEpisode.details', [episode, episodePieces], is.id(ids.episodeID), is.equal('episode_number', ids.episode), is.has(...episodePieces));
await read('tvEpisode.changes', [ids.episodeID], is.changes);
await read('tvEpisode.credits', [episode], is.id(ids.episodeID), is.filled('cast', 'crew'));
await read('tvEpisode.externalIds', [episode], is.id(ids.episodeID));
await read('tvEpisode.images', [episode], is.id(ids.episodeID), is.arrays('stills'));
await read('tvEpisode.translations', [episode], is.id(ids.episodeID), is.arrays('translations'));
await read('tvEpisode.videos', [episode], is.id(ids.episodeID), is.arrays('results'));

const personPieces = ['changes', 'combined_credits', 'external_ids', 'images', 'movie_credits', 'tagged_images', 'translations', 'tv_credits'];
await read('people.details', [person, personPieces], is.person, is.has(...personPieces));
await read('people.changes', [person], is.changes);
await read('people.movieCredits', [person, { language }], is.person, is.filled('cast'));
await read('people.tvShowCredits', [person], is.person, is.arrays('cast'));
await read('people.combinedCredits', [person], is.person, is.filled('cast'));
await read('people.externalId', [person], is.person, is.some('imdb_id'));
await read('people.images', [person], is.person, is.arrays('profiles'));
await read('people.taggedImages', [person, { page: 1 }], is.person, is.arrays('results'));
await read('people.translation', [person], is.person, is.arrays('translations'));
await read('people.latest', [], is.latest);
await read('people.popular', [], is.rows);

// The client knows no sessions. Its token speaks for the account that it belongs to.
await read('account.details', [], is.some('username'));

// Each service is a getter, which makes a new object.
const services = Object.entries(Object.getOwnPropertyDescriptors(TMDB.prototype)).filter(([, d]) => d.get).map(([name]) => name);
await complete(services.flatMap((service) => methods(c[service]).map((method) => `${service}.${method}`)));
