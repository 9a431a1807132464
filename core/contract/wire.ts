import type { ExporterEvent } from './api.ts';
import type { Failure, Result } from './errors.ts';

/** What a page and its exporter say to each other as text over a WebSocket. Electron's two sides say the same as structured clones. */
export type ToExporter =
  /** The page is ready: a batch with a snapshot comes at once. Said again, it comes again. */
  | { subscribe: true }
  /** The page has taken this batch; only then the next one comes. */
  | { taken: number }
  | { id: number; command: string; request: unknown };

export type ToPage =
  | { batch: number; events: readonly ExporterEvent[] }
  /** `null`: what came could not be read, so that nobody knows which question it was. */
  | { id: number | null; result: Result<unknown> };

export const socketPath = '/socket';

/** The first of the protocols that a page offers; the second is this and the token, since a page can set no header and an address is logged. */
export const wireProtocol = 'facility-exporter.1';
export const tokenProtocol = 'token.';

/** Bytes of one message from a page. */
export const longestMessage = 1_000_000;
/** Questions of one page that wait for their answers. */
export const mostPending = 64;

/** The page has not the exporter's token, and will not get further by trying again. */
export const refusedClose = 4403;

export function isToPage(value: unknown): value is ToPage {
  if (typeof value !== 'object' || value === null) return false;
  if ('batch' in value)
    return typeof value.batch === 'number' && 'events' in value && Array.isArray(value.events) && value.events.every(isEvent);
  return 'id' in value && (typeof value.id === 'number' || value.id === null) && 'result' in value && isResult(value.result);
}

/** What is in it is the exporter's word: its side is typed by the same contract. */
export function isResult<T>(value: unknown): value is Result<T> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true || (value.ok === false && 'failure' in value && isFailure(value.failure));
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && typeof value.message === 'string';
}

function isEvent(value: unknown): value is ExporterEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
