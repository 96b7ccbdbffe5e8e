// Compiles only if the types that openapi-typescript writes can be used as one would want to.
import type { components, operations } from './tmdb';

type Schemas = components['schemas'];

// A movie, as the operation responds with it.
type Details = operations['movieDetails']['responses'][200]['content']['application/json'];
export const title = (movie: Details): string => `${movie.title} (${movie.release_date ?? 'no date'})`;

// A row of a union, told apart by media_type.
export function name(row: Schemas['MediaItem']): string {
  switch (row.media_type) {
    case 'movie': return row.title ?? '';
    case 'tv': return row.name ?? '';
    case 'person': return row.known_for_department ?? '';
    default: return '';
  }
}

// A value of an enum; the compiler knows that there is no other.
export const imdb: Schemas['ExternalSource'] = 'imdb_id';
// @ts-expect-error There is no such value.
export const letterboxd: Schemas['ExternalSource'] = 'letterboxd_id';

// Known has the values that an editor completes: none if TypeScript has forgotten them for any string.
type Known<T> = T extends string ? (string extends T ? never : T) : never;

// An open vocabulary: known values, and any other.
export const released: Known<Details['status']> = 'Released';
export const other: Details['status'] = 'Lost' as string;
export const status = (movie: Details): string => movie.status ?? '';
export const appended: Known<Schemas['TVSeriesAppend']> = 'credits';
export const season: Schemas['TVSeriesAppend'] = 'season/1';
// @ts-expect-error It is not a known value.
export const lost: Known<Details['status']> = 'Lost';
