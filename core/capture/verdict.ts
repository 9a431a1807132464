import type { CaptureVerdict, ChannelOutcome, OutcomeCode } from '../contract/api.ts';

/** Skipped channels are not expected, so they are not missed. */
export function expectedOf(outcomes: readonly ChannelOutcome[]): ChannelOutcome[] {
  return outcomes.filter(({ code }) => code !== 'skipped');
}

/** Of one exporter's channels. `failed` is not decided here: it is the file's fate, not the channels'. */
export function verdictOf(outcomes: readonly ChannelOutcome[]): Exclude<CaptureVerdict, 'failed'> {
  const expected = expectedOf(outcomes);
  return verdictFor(expected.length, expected.filter(({ code }) => code === 'captured').length);
}

export function verdictFor(expected: number, captured: number): Exclude<CaptureVerdict, 'failed'> {
  if (captured === 0) return 'empty';
  return captured === expected ? 'complete' : 'partial';
}

export function countOutcomes(outcomes: readonly ChannelOutcome[]): Partial<Record<OutcomeCode, number>> {
  const counts: Partial<Record<OutcomeCode, number>> = {};
  for (const { code } of outcomes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
