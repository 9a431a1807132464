import { cautions } from './cautions.ts';
import { crossChecks } from './cross-checks.ts';
import { partsOf } from './parts.ts';
import { badSettings, type Problem, problem } from './problem.ts';
import type { OwnSettings, Setup } from './schema.ts';
import { problemsOf, sentenceOf } from './sentences.ts';
import { type SplitSettings, schemaFor, withWhy } from './split.ts';

export type CheckedSettings = ({ ok: true; warnings: Problem[] } & SplitSettings) | { ok: false; problems: Problem[] };

/** Everything that is wrong at once, whether misspelt, missing or contradicting. Pure. */
export function checkSettings(input: unknown): CheckedSettings {
  const parsed = schemaFor(input).safeParse(input, { error: sentenceOf });
  const parts = partsOf(input);
  const problems = [...(parsed.success ? [] : withWhy(input, problemsOf(input, parsed.error.issues))), ...crossChecks(parts)];
  return parsed.success && problems.length === 0 ? { ok: true, ...parsed.data, warnings: cautions(parts) } : { ok: false, problems };
}

/** Throws BAD_SETTINGS with every problem on a line of its own. `file` is only named in it. */
export function parseSettings(input: unknown, file: string | null = null): SplitSettings & { warnings: string[] } {
  const checked = checkSettings(input);
  if (!checked.ok) throw badSettings(checked.problems, file);
  const { settings, setup, warnings } = checked;
  return { settings, setup, warnings: warnings.map(({ path, sentence }) => `${path}: ${sentence}`) };
}

/** Where no leader can give what is missing. */
export function parseWholeSettings(
  input: unknown,
  file: string | null = null,
): { settings: OwnSettings; setup: Setup; warnings: string[] } {
  const { setup, ...rest } = parseSettings(input, file);
  if (setup === null) throw badSettings([problem(['group', 'role'], "This is a follower's file, and a whole one is needed here.")], file);
  return { ...rest, setup };
}
