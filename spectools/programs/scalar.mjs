// Prints whether Scalar's validator takes a file, and what it has against it.
import { readFileSync } from 'node:fs';
import { validate } from '@scalar/openapi-parser';

const { valid, errors = [] } = await validate(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify({ valid, errors }));
