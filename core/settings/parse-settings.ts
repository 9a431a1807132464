import { cautions } from './cautions.ts';
import { crossChecks } from './cross-checks.ts';
import { partsOf } from './parts.ts';
import { badSettings, type Problem } from './problem.ts';
import { type Settings, settingsSchema } from './schema.ts';
import { problemsOf, sentenceOf } from './sentences.ts';

export type CheckedSettings = { ok: true; settings: Settings; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** Everything that is wrong at once, whether misspelt, missing or contradicting. Pure. */
export function checkSettings(input: unknown): CheckedSettings {
  const parsed = settingsSchema.safeParse(input, { error: sentenceOf });
  const parts = partsOf(input);
  const problems = [...(parsed.success ? [] : problemsOf(input, parsed.error.issues)), ...crossChecks(parts)];
  return parsed.success && problems.length === 0 ? { ok: true, settings: parsed.data, warnings: cautions(parts) } : { ok: false, problems };
}

/** Throws BAD_SETTINGS with every problem on a line of its own. `file` is only named in it. */
export function parseSettings(input: unknown, file: string | null = null): { settings: Settings; warnings: string[] } {
  const checked = checkSettings(input);
  if (!checked.ok) throw badSettings(checked.problems, file);
  return { settings: checked.settings, warnings: checked.warnings.map(({ path, sentence }) => `${path}: ${sentence}`) };
}
