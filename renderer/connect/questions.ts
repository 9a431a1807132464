import { type Failure, failure, type Result } from '../../core/contract/errors.ts';
import { mostPending } from '../../core/contract/wire.ts';

/** Commands that wait for their answer. */
export type Questions = {
  /** The id, or null where too many wait already: that is answered at once. */
  add(settle: (result: Result<unknown>) => void): number | null;
  answer(id: number, result: Result<unknown>): void;
  /** The line is gone: none of them will be answered. */
  lose(): void;
};

export function createQuestions(): Questions {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let next = 0;
  return {
    add(settle) {
      if (waiting.size >= mostPending) {
        settle({ ok: false, failure: failure('BUSY', `${mostPending} commands are not answered yet: wait for them, then try again.`) });
        return null;
      }
      next += 1;
      waiting.set(next, settle);
      return next;
    },
    answer(id, result) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
    lose() {
      const lost = [...waiting.values()];
      waiting.clear();
      for (const settle of lost) settle({ ok: false, failure: lostOnTheWay });
    },
  };
}

const lostOnTheWay: Failure = failure(
  'LINE_LOST',
  'The exporter did not answer: the connection was lost. Look whether it happened before you repeat it.',
);
export const notSent: Failure = failure(
  'LINE_LOST',
  'There is no connection to the exporter: nothing was sent. Repeat it when the connection is back.',
);
