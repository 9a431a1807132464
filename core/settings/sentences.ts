import type { z } from 'zod';
import { knownKeys, nearestKey, valueAt } from './known-keys.ts';
import { type Problem, problem } from './problem.ts';

/**
 * Zod's findings in words for people who have never heard of zod. What stands in the settings is repeated only where it is a number or one of few
 * words: text might be a secret written in the wrong place.
 */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  const missing = issue.input === undefined;
  switch (issue.code) {
    case 'invalid_type':
      return missing
        ? `It is missing: give ${kinds[issue.expected] ?? issue.expected}.`
        : `It must be ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}.`;
    case 'too_small':
      return issue.origin === 'number'
        ? tooFar(issue.inclusive === true ? 'at least' : 'more than', issue.minimum, issue.input)
        : tooShort(issue.origin);
    case 'too_big':
      if (issue.origin === 'number') return tooFar(issue.inclusive === true ? 'at most' : 'less than', issue.maximum, issue.input);
      return `It is too long: at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}.`;
    case 'invalid_value':
      return `${missing ? 'It is missing: give' : 'It must be'} ${listed(issue.values.map((value) => JSON.stringify(value)))}.`;
    case 'invalid_union': {
      const options = issue['options'];
      return Array.isArray(options) ? `It must be ${listed(options.map((value) => JSON.stringify(value)))}.` : undefined;
    }
    case 'invalid_format':
      return issue.format === 'url'
        ? 'It must be an address that begins with http:// or https://, such as http://archiver:17668/retrieval.'
        : undefined;
    default:
      return undefined;
  }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object { … }',
  array: 'a list [ … ]',
};

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'number') return Number.isInteger(input) ? `the number ${input}, which is too large` : String(input);
  return typeof input === 'object' ? 'an object' : typeof input === 'string' ? 'text in quotes' : String(input);
}

function tooFar(relation: string, bound: number | bigint, input: unknown): string {
  return `It must be ${relation} ${bound}${typeof input === 'number' ? `, not ${input}` : ''}.`;
}

function tooShort(origin: string): string {
  return origin === 'string' ? 'It must not be empty.' : 'At least one is needed.';
}

function listed(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

/** Who writes settings by hand makes fewer mistakes; each costs a comparison with all known keys. */
const problemsMost = 200;

/** Each unknown key is a problem of its own, at its own place. */
export function problemsOf(input: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] {
  const problems: Problem[] = [];
  let left = 0;
  for (const issue of issues) {
    const room = problemsMost - problems.length;
    const count = issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    left += Math.max(0, count - room);
    if (room === 0) continue;
    if (issue.code !== 'unrecognized_keys') {
      problems.push(problem(issue.path, issue.message + where(input, issue.path)));
      continue;
    }
    const known = knownKeys(input, issue.path);
    for (const key of issue.keys.slice(0, room))
      problems.push(problem([...issue.path, key], unknownKey(key, known) + where(input, issue.path)));
  }
  return left === 0 ? problems : [...problems, problem([], `${left} more of the same kind are not shown.`)];
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = nearestKey(key, known);
  if (near !== null) return `There is no setting "${key}" here. Is "${near}" meant?`;
  return `There is no setting "${key.slice(0, 100)}" here${known.length > 0 ? `; known are ${known.join(', ')}` : ''}.`;
}

/** Nobody counts to channels[57]: the names are said as well. */
function where(input: unknown, path: readonly PropertyKey[]): string {
  const names: string[] = [];
  let value = input;
  for (const [index, key] of path.entries()) {
    value = valueAt(value, key);
    const name = valueAt(value, 'name');
    const list = path[index - 1];
    if (typeof key === 'number' && typeof name === 'string' && name !== '') names.push(`${nouns[String(list)] ?? 'entry'} ${name}`);
  }
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

const nouns: Record<string, string> = { devices: 'device', channels: 'channel', leaders: 'exporter', followers: 'exporter' };
