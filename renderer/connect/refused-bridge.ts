import type { Bridge } from '../../core/contract/client.ts';
import { failure } from '../../core/contract/errors.ts';

/** The bridge of a page that no exporter would have: it says why, and sends nothing. */
export function refusedBridge(sentence: string): Bridge {
  return {
    call: async () => ({ ok: false, failure: failure('LINE_LOST', sentence) }),
    subscribe(listener) {
      listener.line({ state: 'refused', sentence });
      return () => undefined;
    },
  };
}
