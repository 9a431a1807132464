import type { Answer, CollectRequest, Source } from '../../core/sources/port.ts';

export type FakeSource = Source & { released: number[]; asked: CollectRequest[] };

/** Answers in the batches it is given; an answer of `forever` waits until the signal ends it. */
export function fakeSource(batches: readonly (readonly Answer[] | 'forever')[]): FakeSource {
  const released: number[] = [];
  const asked: CollectRequest[] = [];
  return {
    released,
    asked,
    async *collect(request, signal) {
      asked.push(request);
      for (const batch of batches) {
        if (signal.aborted) return;
        if (batch !== 'forever') yield [...batch];
        else await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      }
    },
    release: (slots) => void released.push(...slots),
    close: () => Promise.resolve(),
  };
}
