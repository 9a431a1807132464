import { z } from 'zod';
import { type ChannelOutcome, outcomeCodes } from '../contract/api.ts';

/** Longer ones would make a file with 1,500 missing channels a heap of prose; the journal keeps them whole. */
const longestSentence = 300;

const missedSchema = z.record(z.string(), z.object({ device: z.string(), code: z.enum(outcomeCodes), sentence: z.string() }));

/** The root attribute `not_captured`: JSON, name of the channel → device, code and sentence. */
export function missedText(missed: readonly ChannelOutcome[]): string {
  return JSON.stringify(
    Object.fromEntries(missed.map(({ channel, device, code, sentence }) => [channel, { device, code, sentence: shorten(sentence) }])),
  );
}

/** null where it is none of ours. */
export function parseMissed(json: string): ChannelOutcome[] | null {
  try {
    const parsed = missedSchema.safeParse(JSON.parse(json));
    return parsed.success ? Object.entries(parsed.data).map(([channel, facts]) => ({ channel, ...facts })) : null;
  } catch {
    return null;
  }
}

function shorten(sentence: string): string {
  return sentence.length <= longestSentence ? sentence : `${sentence.slice(0, longestSentence - 1)}…`;
}
