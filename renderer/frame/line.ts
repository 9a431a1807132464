import { type Answer, type FromFrame, isToFrame, type Question, type ToFrame } from './talk.ts';

/** So many questions are with the page around at a time; the rest wait here, for a large tree asks for hundreds at once. */
export const mostAsked = 12;
const mostWaiting = 5000;

export type Line = {
  /** Rejects with the sentence of the page around, or with the reason of the signal. */
  ask(question: Question, signal?: AbortSignal): Promise<Answered>;
  say(message: FromFrame): void;
};
export type Answered = { answer: unknown; bytes?: ArrayBuffer };

/** `MessagePort`, so far as it is used here. */
export type Port = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
};

type Waiting = { question: Question; settle(answer: Answer): void };

/** The frame's end. `heard`: what comes unasked. */
export function createLine(port: Port, heard: (message: Exclude<ToFrame, Answer>) => void): Line {
  const asked = new Map<number, Waiting>();
  const waiting = new Map<number, Waiting>();
  let next = 0;
  port.addEventListener('message', ({ data }) => {
    if (!isToFrame(data)) return;
    if (!('id' in data)) return heard(data);
    const known = asked.get(data.id);
    asked.delete(data.id);
    known?.settle(data);
    askMore();
  });
  port.start();
  const say = (message: FromFrame) => port.postMessage(message);
  return { ask, say };

  function ask(question: Question, signal?: AbortSignal): Promise<Answered> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    if (waiting.size >= mostWaiting)
      return Promise.reject(new Error(`${mostWaiting} questions wait already; try again when they are answered.`));
    next += 1;
    const id = next;
    return new Promise((resolve, reject) => {
      const forget = () => {
        if (!waiting.delete(id) && asked.delete(id)) say({ cancel: id });
        reject(signal?.reason);
        askMore();
      };
      signal?.addEventListener('abort', forget, { once: true });
      waiting.set(id, {
        question,
        settle(message) {
          signal?.removeEventListener('abort', forget);
          if (message.ok) resolve(message);
          else reject(new Error(message.message));
        },
      });
      askMore();
    });
  }

  function askMore(): void {
    for (const [id, each] of waiting) {
      if (asked.size >= mostAsked) return;
      waiting.delete(id);
      asked.set(id, each);
      say({ id, ...each.question });
    }
  }
}
