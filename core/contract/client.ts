import type { ExporterEvent } from './api.ts';
import type { Command, WholeApi } from './commands.ts';
import { type Result, toError } from './errors.ts';

export type Request<C extends Command> = Parameters<WholeApi[C]>[0];
export type Reply<C extends Command> = WholeApi[C] extends (request: never) => Promise<infer R> ? R : never;

/** `lost`: it tries again by itself. `refused`: it does not, for the exporter will not have this page. */
export type Line = { state: 'connecting' | 'connected' | 'lost' | 'refused'; sentence: string };

export type BridgeListener = {
  /** In the order they happened; a snapshot is first, and again after each loss of the line. */
  events(events: readonly ExporterEvent[]): void;
  line(line: Line): void;
};

/** What joins a page and its exporter: Electron's preload, or a WebSocket. */
export type Bridge = {
  /** Never rejects. */
  call<C extends Command>(command: C, request: Request<C>): Promise<Result<Reply<C>>>;
  /** Returns its stop. */
  subscribe(listener: BridgeListener): () => void;
};

export type Ask = <C extends Command>(command: C, request: Request<C>) => Promise<Reply<C>>;

/** Commands that throw what was refused as an ExporterError. */
export function askOver(bridge: Bridge): Ask {
  return async <C extends Command>(command: C, request: Request<C>): Promise<Reply<C>> => {
    const result: Result<Reply<C>> = await bridge.call(command, request);
    if (!result.ok) throw toError(result.failure);
    return result.value;
  };
}
