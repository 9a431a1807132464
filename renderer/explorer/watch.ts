import type { ExploredFile } from '../../core/contract/explorer.ts';

/** How often a file that is looked at is asked for its size and time. */
export const everyMs = 2000;

/** Written to, or another one under the same name. */
export function hasChanged(before: ExploredFile, now: ExploredFile): boolean {
  return before.bytes !== now.bytes || before.modifiedAt !== now.modifiedAt;
}

export type WatchPorts = {
  look(): Promise<ExploredFile>;
  /** Is the page in sight? */
  isVisible(): boolean;
  /** Returns how to take it back. */
  later(run: () => void, ms: number): () => void;
  onChange(now: ExploredFile): void;
  /** It can't be read any more, and why; null: it can again. */
  onTrouble(error: unknown): void;
};

/** Asks again and again, one question at a time, and only while somebody can see the answer. Returns its stop. */
export function watchFile(opened: ExploredFile, { look, isVisible, later, onChange, onTrouble }: WatchPorts): () => void {
  let isStopped = false;
  let known = opened;
  let isFailing = false;
  let takeBack = later(next, everyMs);
  return () => {
    isStopped = true;
    takeBack();
  };

  function next(): void {
    if (!isVisible()) again();
    else look().then(found, failed).finally(again);
  }

  function again(): void {
    if (!isStopped) takeBack = later(next, everyMs);
  }

  function found(now: ExploredFile): void {
    if (isStopped) return;
    if (isFailing) onTrouble(null);
    isFailing = false;
    if (hasChanged(known, now)) onChange(now);
    known = now;
  }

  function failed(error: unknown): void {
    if (isStopped) return;
    isFailing = true;
    onTrouble(error);
  }
}
