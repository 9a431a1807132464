import { z } from 'zod';
import { failure } from '../contract/errors.ts';
import type { RefusedChannel, SubmitAnswer } from './port.ts';
import { cut, parsed, type RawAnswer, wordsOf } from './raw-answer.ts';

const reasonsSchema = z.union([z.string().transform((reason) => [reason]), z.array(z.string())]);

/** Keys that are not known pass: a later Gateway may say more. */
const submittedSchema = z.object({
  message: z.string().catch(''),
  response: z.object({
    accepted_channels: z.array(z.string()),
    rejected_channels: z.record(z.string(), reasonsSchema.catch(['(a reason that cannot be read)'])),
    warnings: z.array(z.string()).catch([]),
  }),
});

export const alreadyPresent = 'Channel is already present in existing record';

/** A channel has a dozen possible reasons; what is longer is cut. */
const maxReasons = 20;
const maxReason = 500;

/** What the Gateway answers to a file, as it says it. Any text may come: what cannot be read is `unanswered`. */
export function readSubmitted(raw: RawAnswer, host: string, sentBytes: number): SubmitAnswer {
  const { status, text, retryAfterMs } = raw;
  const nothing = { recordId: null, accepted: [], refused: [], alreadyPresent: [], warnings: [] };
  if (status >= 300) return { kind: 'answered', status, words: wordsOf(text), retryAfterMs, ...nothing };
  const { data } = submittedSchema.safeParse(parsed(text));
  if (data === undefined || status < 200) return unreadable(status, host, sentBytes);
  const { accepted_channels: accepted, rejected_channels: rejected, warnings } = data.response;
  const channels = Object.entries(rejected).map(([channel, reasons]) => ({
    channel,
    reasons: reasons.slice(0, maxReasons).map((it) => cut(it, maxReason)),
  }));
  return {
    kind: 'answered',
    status,
    words: cut(data.message),
    retryAfterMs,
    recordId: /^\s*\w+ (?:as )?(\d{14}(?:\d{3})?)\s*$/.exec(data.message)?.[1] ?? null,
    accepted,
    refused: channels.filter((channel) => !isPresent(channel)),
    alreadyPresent: channels.filter(isPresent).map(({ channel }) => channel),
    warnings: warnings.slice(0, maxReasons).map((it) => cut(it, maxReason)),
  };
}

function isPresent({ reasons }: RefusedChannel): boolean {
  return reasons.length > 0 && reasons.every((reason) => reason === alreadyPresent);
}

/** A success that says nothing of channels is none of the Gateway's: a sign-in page, or a proxy. */
function unreadable(status: number, host: string, sentBytes: number): SubmitAnswer {
  const sentence = `What ${host} answers to the file cannot be read, so what became of it is not known. Is gateway.url the Operations Gateway, and not a sign-in page?`;
  return { kind: 'unanswered', failure: failure('GATEWAY_BAD_ANSWER', sentence, { host, status }), unknownEnd: true, sentBytes };
}
