import { type Failure, failure, type Result } from '../../contract/errors.ts';

/** Milliseconds. */
const timeoutMs = 10_000;
const waitingMost = 50;

type Waiting = { command: string; leader: string; atMs: number; answer(result: Result<unknown>): void };

/** Commands of people that wait for the leader's answer. */
export function createCommands(run: string) {
  const waiting = new Map<string, Waiting>();
  let number = 0;

  function settle(id: string, result: Result<unknown>): void {
    waiting.get(id)?.answer(result);
    waiting.delete(id);
  }

  return {
    /** `send` brings it on its way under this id. */
    send(command: string, leader: string, nowMs: number, send: (id: string) => void): Promise<Result<unknown>> {
      if (waiting.size >= waitingMost) {
        const sentence = `${waitingMost} commands wait for an answer of the leader ${leader} already: "${command}" was not sent. Try again in a few seconds.`;
        return Promise.resolve({ ok: false, failure: failure('BUSY', sentence, { command, leader }) });
      }
      number += 1;
      const id = `${run}-${number}`;
      return new Promise((answer) => {
        waiting.set(id, { command, leader, atMs: nowMs, answer });
        send(id);
      });
    },
    result: settle,
    tick(nowMs: number): void {
      for (const [id, { command, leader, atMs }] of waiting) {
        if (nowMs - atMs < timeoutMs) continue;
        const sentence = `The leader ${leader} has not answered "${command}" for ${timeoutMs / 1000} s. It may still be done: look before you try again.`;
        settle(id, { ok: false, failure: failure('GROUP_TIMEOUT', sentence, { command, leader }) });
      }
    },
    failAll(why: Failure): void {
      for (const id of [...waiting.keys()]) settle(id, { ok: false, failure: why });
    },
  };
}
