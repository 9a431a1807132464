import { useState } from 'react';
import { person } from './person.ts';

/** One piece of work at a time, with its trouble kept until the next. */
export type Giving = {
  busy: boolean;
  trouble: string | null;
  /** `by` is the person at this screen; nothing happens where they would not say. True where it was done. */
  give(work: (by: string) => Promise<unknown>): Promise<boolean>;
};

/** Commands that are kept with a person's name. */
export function useGive(): Giving {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  /** Never rejects. */
  async function give(work: (by: string) => Promise<unknown>): Promise<boolean> {
    setTrouble(null);
    setBusy(true);
    try {
      const by = await person();
      if (by !== null) await work(by);
      return by !== null;
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, trouble, give };
}
