import type { Failure, FailureCode } from '../contract/errors.ts';
import { type Backoff, backoffMs, type Random } from './backoff.ts';
import type { SentFile, UploadVerdict } from './verdict.ts';

/** `nowMs` since 1970. */
export type When = { nowMs: number; random: Random };

export function waiting(
  said: Failure,
  backoff: Backoff,
  blocks: 'file' | 'queue',
  file: Pick<SentFile, 'failures' | 'earlier'>,
  { nowMs, random }: When,
  { unknownEnd, retryAfterMs = null }: { unknownEnd: boolean; retryAfterMs?: number | null },
): Extract<UploadVerdict, { kind: 'waiting' }> {
  const retryAtMs = nowMs + Math.max(backoffMs(file.failures, backoff, random), retryAfterMs ?? 0);
  const { earlier } = file;
  return {
    kind: 'waiting',
    sentence: said.message,
    failure: said,
    retryAtMs,
    blocks,
    failed: [],
    arrived: [...earlier.arrived],
    unknownEnd,
  };
}

/** Trouble that may lie in the size of one file holds up the others only at first: a server that is down is then down for them too. */
export function blocksOf(code: FailureCode, failures: number): 'file' | 'queue' {
  // Of what goes wrong here and not there, another file may know nothing.
  if (!code.startsWith('GATEWAY_')) return 'file';
  return maybeTheFile.has(code) && failures > 2 ? 'file' : 'queue';
}

const maybeTheFile: ReadonlySet<FailureCode> = new Set(['GATEWAY_TIMEOUT', 'GATEWAY_CUT', 'GATEWAY_BUSY', 'GATEWAY_ERROR']);
