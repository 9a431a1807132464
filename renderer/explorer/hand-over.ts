import type { Port } from '../frame/line.ts';
import { ready } from '../frame/talk.ts';

export type HandOver = {
  /** Our end of a channel. */
  own: Port & { close(): void };
  /** What any window says to ours. Returns its stop. */
  listen(listener: (said: { source: unknown; data: unknown }) => void): () => void;
  /** Is it the window of our frame, as it is now? */
  isFramed(source: unknown): boolean;
  /** Gives our frame the other end. */
  give(): void;
  take(message: unknown): void;
  /** It has loaded itself anew: nothing is handed over a second time. */
  onAgain(): void;
};

/** Waits until our own frame says that it is ready, and gives it one end of a channel, once. Returns its stop. */
export function handOver({ own, listen, isFramed, give, take, onAgain }: HandOver): () => void {
  let isGiven = false;
  own.addEventListener('message', ({ data }) => take(data));
  own.start();
  const stopListening = listen(({ source, data }) => {
    if (!isFramed(source) || data !== ready) return;
    if (isGiven) onAgain();
    else give();
    isGiven = true;
  });
  return () => {
    stopListening();
    own.close();
  };
}
