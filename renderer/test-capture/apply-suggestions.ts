import type { Ask } from '../../core/contract/client.ts';
import { ExporterError } from '../../core/contract/errors.ts';
import type { Suggestion } from '../../core/contract/test-capture.ts';
import { counted } from '../words/numbers.ts';
import type { Applied } from './applied.ts';
import { withSuggestions } from './apply.ts';

/** Into the settings as they are now: somebody else may have changed them since they were shown. Rejects where they would not be right. */
export async function applySuggestions(ask: Ask, suggestions: readonly Suggestion[], by: string): Promise<Omit<Applied, 'testId'>> {
  const { settings: before } = await ask('getSettings', {});
  const { settings, changes } = withSuggestions(before, suggestions);
  if (changes.length === 0)
    throw new ExporterError('NOT_FOUND', 'The settings have none of these channels any more. Run the test again with those they have.');
  const { ok, problems } = await ask('checkSettings', { settings });
  if (!ok) {
    const [first] = problems;
    throw new ExporterError(
      'BAD_SETTINGS',
      `Nothing was applied: ${first === undefined ? 'the settings would not be right.' : `${first.path}: ${first.sentence}`}`,
    );
  }
  const { canUndo, where } = await ask('applySettings', { settings, onto: before, by });
  return { sentence: `${counted(changes.length, 'change')} applied by ${by}, in ${where}.`, canUndo };
}
