import type { FailureCode } from '../../core/contract/errors.ts';
import type { SubmitAnswer, Unanswered } from '../../core/upload/port.ts';
import { readSubmitted } from '../../core/upload/read-answer.ts';
import type { SentFile } from '../../core/upload/verdict.ts';
import type { When } from '../../core/upload/waiting.ts';

/** Without chance: every delay is its upper end but a little. */
export const when: When = { nowMs: 1_000_000, random: () => 0.5 };

export function sentFile(over: Partial<SentFile> = {}): SentFile {
  return {
    ...{ name: '030405_77_leader_1.h5', pulseId: '77', recordId: '20260102030405', host: 'gateway.example' },
    ...{ channels: ['A', 'B'], leftOut: [], failures: 1, earlier: { unknownEnd: false, arrived: [] } },
    ...over,
  };
}

/** An answer as it comes over HTTP. */
export function http(status: number, body: unknown, retryAfterMs: number | null = null): SubmitAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readSubmitted({ status, text, dateMs: null, retryAfterMs }, 'gateway.example', 100);
}

export function detail(status: number, words: string): SubmitAnswer {
  return http(status, { detail: words });
}

/** 201 for these channels. */
export function stored(accepted: readonly string[], rejected: Record<string, string | string[]> = {}): SubmitAnswer {
  return http(201, {
    message: 'Added as 20260102030405',
    response: { accepted_channels: accepted, rejected_channels: rejected, warnings: [] },
  });
}

export function unanswered(code: FailureCode, over: Partial<Unanswered> = {}): Unanswered {
  return { kind: 'unanswered', failure: { code, message: `It is ${code}.` }, unknownEnd: false, sentBytes: 0, ...over };
}
