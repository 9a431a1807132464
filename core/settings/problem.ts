import { ExporterError } from '../contract/errors.ts';

/** What is wrong with the settings, at the path of the field, `devices[3].channels[0].match.toleranceMs`, in a sentence for a person. */
export type Problem = { path: string; sentence: string };

export function problem(path: readonly PropertyKey[], sentence: string): Problem {
  return { path: pathText(path), sentence };
}

/** Shown of one, which may be anything. */
const longestKey = 250;

export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : plainKey(String(key).slice(0, longestKey)))).join('');
  return text.replace(/^\./, '');
}

function plainKey(key: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** One problem a line, so that all of them can be put right at once. */
export function badSettings(problems: readonly Problem[], file: string | null = null): ExporterError {
  const head = `${file ?? 'The settings'}: ${problems.length === 1 ? 'one thing is' : `${problems.length} things are`} wrong.`;
  const lines = problems.map(({ path, sentence }) => `  ${path === '' ? '(whole file)' : path}: ${sentence}`);
  const facts = { problems: problems.length, first: problems[0]?.path ?? '', ...(file !== null && { file }) };
  return new ExporterError('BAD_SETTINGS', [head, ...lines].join('\n'), { facts });
}
