import { ExporterError } from '../contract/errors.ts';

/** How many may wait for a place; a range of pulses is cut into pieces below this. */
const placesWaitingMost = 10_000;

/** Of so many that go before, one may be of the past: a schedule that fills every place must not keep what is owed waiting for ever. */
const urgentInARow = 3;

export type Places = {
  /** Runs the work when a place is free, the urgent first as a rule, else in the order asked. Rejects with BUSY at the bound. */
  run<T>(work: () => Promise<T>, urgent?: boolean): Promise<T>;
  /** How many run or wait. */
  taken(): number;
  whenIdle(): Promise<void>;
  /** As soon as one more could run at once, or has fewer than so many before it. */
  whenFree(before?: number): Promise<void>;
};

/** A bounded number of captures at the same time. */
export function createPlaces(count: number): Places {
  const urgently: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const idle: (() => void)[] = [];
  let free: { before: number; resolve: () => void }[] = [];
  let running = 0;
  let overtaken = 0;

  async function run<T>(work: () => Promise<T>, urgent = false): Promise<T> {
    const queue = urgent ? urgently : waiting;
    if (queue.length >= placesWaitingMost)
      throw new ExporterError('BUSY', `${placesWaitingMost} captures are waiting already. Wait until some are done, or stop.`);
    if (running >= count) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = nextInTurn();
      if (next === undefined) leave();
      else next(); // the place passes on without becoming free
      for (const { before, resolve } of free) if (isFree(before)) resolve();
      free = free.filter(({ before }) => !isFree(before));
    }
  }

  function isFree(before: number): boolean {
    return running < count || urgently.length + waiting.length < before;
  }

  function nextInTurn(): (() => void) | undefined {
    const fair = overtaken >= urgentInARow ? waiting.shift() : undefined;
    const urgent = fair === undefined ? urgently.shift() : undefined;
    overtaken = urgent !== undefined && waiting.length > 0 ? overtaken + 1 : 0;
    return fair ?? urgent ?? waiting.shift();
  }

  function leave(): void {
    running -= 1;
    if (running === 0) for (const resolve of idle.splice(0)) resolve();
  }

  return {
    run,
    taken: () => running + urgently.length + waiting.length,
    whenFree: (before = 0) => (isFree(before) ? Promise.resolve() : new Promise((resolve) => free.push({ before, resolve }))),
    whenIdle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
  };
}
