// Compiles only if the types of the validators that orval writes can be used as one would want to.
import type { infer as Infer } from 'zod';
import type { movieDetailsResponse } from './zod';

type Details = Infer<typeof movieDetailsResponse>;

// Known has the values that an editor completes: none if TypeScript has forgotten them for any string.
type Known<T> = T extends string ? (string extends T ? never : T) : never;

// An open vocabulary: known values, and any other.
export const released: Known<Details['status']> = 'Released';
export const other: Details['status'] = 'Lost' as string;
export const status = (movie: Details): string => movie.status ?? '';
