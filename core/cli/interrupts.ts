/** npm passes on a Ctrl-C that the terminal has sent to this program as well: within so long two are one. */
const sameMs = 300;

/** `first` at the first Ctrl-C or other request to end, `again` at a later one. */
export function onInterrupt(first: () => void, again: () => void, signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM']): void {
  let beganMs: number | null = null;
  for (const name of signals)
    process.on(name, () => {
      const nowMs = performance.now();
      if (beganMs === null) first();
      else if (nowMs - beganMs > sameMs) again();
      beganMs ??= nowMs;
    });
}
