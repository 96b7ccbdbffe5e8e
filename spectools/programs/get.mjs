// Sends the requests of a file to a server, and prints a line of JSON for each: what is wrong, or nothing.
//
//   node get.mjs FILE URL [VALIDATORS]
//
// VALIDATORS is a module of zod schemas by orval, which the bodies of the responses are held against.
import { readFileSync } from 'node:fs';

const [file, base, module] = process.argv.slice(2);
const validators = module ? await import(module) : undefined;

// issue returns what zod has against a value: where, what, and the value there.
function issue({ path, message, code, errors = [] }, value) {
  const at = path.reduce((v, key) => v?.[key], value);
  const within = errors.map((issues) => issues[0] && issue(issues[0], at)).filter(Boolean);
  return `${path.join('.') || 'body'}: ${code}: ${message} (${JSON.stringify(at)?.slice(0, 80)})` + (within.length ? ` [${within.join(' | ')}]` : '');
}

// violations returns what Prism has against a response: it says so in place of it.
const violations = (text) => {
  try {
    const { title, detail, validation = [] } = JSON.parse(text);
    return [title, detail, ...validation.slice(0, 3).map((v) => `${v.location?.join('.')}: ${v.message}`)].filter(Boolean).join('; ');
  } catch {
    return '';
  }
};

async function check({ operation, path, token }) {
  const response = await fetch(base + path, { headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' } });
  const text = await response.text();
  if (!response.ok) return `status ${response.status}: ${violations(text) || text.slice(0, 300)}`;
  const value = JSON.parse(text);
  if (!validators) return '';
  const name = operation.split(' ')[0] + 'Response';
  const schema = validators[name];
  if (!schema) return `there is no ${name}`;
  const { success, error } = schema.safeParse(value);
  return success ? '' : error.issues.slice(0, 3).map((i) => issue(i, value)).join('; ');
}

for (const request of JSON.parse(readFileSync(file, 'utf8'))) {
  const failure = await check(request).catch((err) => `${err.message}${err.cause ? `: ${err.cause}` : ''}`);
  process.stdout.write(JSON.stringify({ operation: request.operation, failure }) + '\n');
}
