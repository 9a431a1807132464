import { z } from 'zod';
import { messageOf } from '../http/page-words.ts';

export type RawAnswer = {
  status: number;
  text: string;
  /** The server's clock. */
  dateMs: number | null;
  retryAfterMs: number | null;
};

/** An hour: whoever asks for more is asked again anyway. */
const longestRetryAfterMs = 3_600_000;

/** Seconds, or a date, which is compared with the server's own. */
export function retryAfterMs(header: unknown, dateMs: number): number | null {
  if (typeof header !== 'string') return null;
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - dateMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), longestRetryAfterMs);
}

/** FastAPI's two shapes: a sentence, or what is wrong with which field. The latter repeats what was sent, which is left out: it may be a password. */
const detailSchema = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string().catch('') })),
  ]),
});

/** The Gateway's words where something failed that it has no words for: its status is 500. */
export const unknownError = 'Unknown error';

const maxWords = 2000;

/** The Gateway's own words in an answer that is no success, or those of the page something in front of it has put there. */
export function wordsOf(text: string): string {
  const { success, data } = detailSchema.safeParse(parsed(text));
  if (!success) return messageOf(text);
  const { detail } = data;
  return cut(typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; '));
}

/** undefined where it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function cut(words: string, length = maxWords): string {
  return words.length > length ? `${words.slice(0, length)}…` : words;
}
