/** Long calculations stop after each part of their work, so that the page can answer; what they return is theirs. */
export type Work<T> = Generator<undefined, T>;

/** Elements that are gone through in one part: about 2 ms. */
export const partOf = 1 << 19;

/** A page that waits longer is felt. Milliseconds. */
const sliceMs = 12;

/** With nothing in between. */
export function workAtOnce<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** In slices of a few milliseconds. Rejects with the signal's reason. */
export async function workInSlices<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    do {
      signal.throwIfAborted();
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
