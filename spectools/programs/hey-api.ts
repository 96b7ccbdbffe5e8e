// Compiles only if the client that hey-api writes can be used as one would want to.
import { movieDetails, searchMulti, tvSeriesDetails, type ExternalSource, type MediaItem, type MovieDetails, type TvSeriesAppend } from './tmdb';

// A series with a piece of a name that is open, and a movie, as a call returns it.
export async function series(id: number): Promise<string> {
  const { data } = await tvSeriesDetails({ path: { series_id: id }, query: { append_to_response: ['credits', 'season/1'] } });
  return data ? `${data.name} (${data.first_air_date ?? 'no date'})` : '';
}

export async function movie(id: number): Promise<string> {
  const { data } = await movieDetails({ path: { movie_id: id } });
  return data ? `${data.title} (${data.release_date ?? 'no date'})` : '';
}

// A row of a union, told apart by media_type.
export function name(row: MediaItem): string {
  switch (row.media_type) {
    case 'movie': return row.title ?? '';
    case 'tv': return row.name ?? '';
    case 'person': return row.known_for_department ?? '';
    default: return '';
  }
}

export async function names(query: string): Promise<string[]> {
  const { data } = await searchMulti({ query: { query } });
  return data ? data.results.map(name) : [];
}

// A value of an enum; the compiler knows that there is no other.
export const imdb: ExternalSource = 'imdb_id';
// @ts-expect-error There is no such value.
export const letterboxd: ExternalSource = 'letterboxd_id';

// Known has the values that an editor completes: none if TypeScript has forgotten them for any string.
type Known<T> = T extends string ? (string extends T ? never : T) : never;

// An open vocabulary: known values, and any other.
export const released: Known<MovieDetails['status']> = 'Released';
export const other: MovieDetails['status'] = 'Lost' as string;
export const status = (movie: MovieDetails): string => movie.status ?? '';
export const appended: Known<TvSeriesAppend> = 'credits';
export const season: TvSeriesAppend = 'season/1';
// @ts-expect-error It is not a known value.
export const lost: Known<MovieDetails['status']> = 'Lost';
