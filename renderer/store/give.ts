import { useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { person } from './person.ts';

/** One piece of work at a time, with its trouble kept until the next. */
export type Giving = {
  busy: boolean;
  trouble: string | null;
  /** `by` is the person at this screen; nothing happens where they would not say. `done`: only where it worked. */
  give(work: (by: string) => Promise<unknown>, done?: () => void): void;
};

/** Commands that are kept with a person's name. */
export function useGive(): Giving {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  return {
    busy,
    trouble,
    give(work, done) {
      setTrouble(null);
      setBusy(true);
      named(work)
        .then((isDone) => isDone && done?.())
        .catch((error: unknown) => setTrouble(messageOf(error)))
        .finally(() => setBusy(false));
    },
  };
}

async function named(work: (by: string) => Promise<unknown>): Promise<boolean> {
  const by = await person();
  if (by !== null) await work(by);
  return by !== null;
}
