import { type Opening, ready } from '../frame/talk.ts';

/** `Window`, so far as it is used here. */
type Around = {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
};
export type Framed = { postMessage(message: unknown, origin: string, transfer: Transferable[]): void };

export type HandOver = {
  around: Around;
  /** The window of our frame, as it is now. */
  framed(): (Framed & MessageEventSource) | null;
  opening(): Opening;
  take(message: unknown): void;
  /** It has loaded itself anew: nothing is handed over a second time. */
  onAgain(): void;
};

/** Waits until our own frame says that it is ready, and gives it one end of a channel, once. */
export function handOver({ around, framed, opening, take, onAgain }: HandOver): { post: MessagePort['postMessage']; stop(): void } {
  const channel = new MessageChannel();
  const { port1: own, port2: given } = channel;
  let isGiven = false;
  own.onmessage = ({ data }: MessageEvent<unknown>) => take(data);
  around.addEventListener('message', hear);
  return {
    post: own.postMessage.bind(own),
    stop() {
      around.removeEventListener('message', hear);
      own.close();
    },
  };

  function hear({ source, data }: MessageEvent<unknown>): void {
    const window = framed();
    if (window === null || source !== window || data !== ready) return;
    if (isGiven) onAgain();
    else give(window);
  }

  function give(window: Framed): void {
    isGiven = true;
    // A page without an origin can be named by none; no other page may be in our frames, as our policy says.
    window.postMessage(opening(), '*', [given]);
  }
}
