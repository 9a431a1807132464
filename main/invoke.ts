import { failure, type Result, toFailure } from '../core/contract/errors.ts';
import { isResult } from '../core/contract/wire.ts';

/** `ipcRenderer`, so far as it is used here. */
export type InvokePort = { invoke(channel: string, ...args: unknown[]): Promise<unknown> };

/** Asks the program; `what` is said where it does not answer. Rejects never. */
export async function invoke<T>(ipc: InvokePort, channel: string, what: string, ...args: unknown[]): Promise<Result<T>> {
  try {
    const result = await ipc.invoke(channel, ...args);
    return isResult<T>(result) ? result : { ok: false, failure: failure('INTERNAL', `The exporter answered "${what}" with no result.`) };
  } catch (error) {
    return { ok: false, failure: failure('LINE_LOST', `The exporter did not answer: ${toFailure(error).message}`) };
  }
}
