import type { ChannelOutcome } from '../contract/api.ts';

/** Channel to sentence, of those the Gateway would refuse. */
export type Marks = ReadonlyMap<string, string>;

/** They are captured all the same: people here want them, and the manifest may be put right before the upload. */
export function withMarks(outcomes: readonly ChannelOutcome[], marks: Marks): ChannelOutcome[] {
  if (marks.size === 0) return [...outcomes];
  return outcomes.map((outcome) => {
    const gateway = outcome.code === 'skipped' ? undefined : marks.get(outcome.channel);
    return gateway === undefined ? outcome : { ...outcome, gateway };
  });
}
