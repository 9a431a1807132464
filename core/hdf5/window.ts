/** Lets at most `most` pieces of work run at once; the others wait in the order they came. */
export type Window = { pass<T>(work: () => Promise<T>): Promise<T> };

export function createWindow(most: number): Window {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    async pass(work) {
      if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else inside++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) inside--;
        else next();
      }
    },
  };
}
