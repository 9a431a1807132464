import { EventEmitter } from 'node:events';
import type { MessageBoxOptions } from 'electron';
import { expect, test } from 'vitest';
import { mostByItself, recoverPage } from '../../main/page-loss.ts';
import { settled, VirtualClock } from '../pulses/virtual-clock.ts';

function scene() {
  const clock = new VirtualClock();
  const leaving = new AbortController();
  const questions: MessageBoxOptions[] = [];
  const answers: PromiseWithResolvers<{ response: number }>[] = [];
  const troubles: string[] = [];
  const done: string[] = [];
  let isDestroyed = false;
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => isDestroyed,
    reload: () => void done.push('reload'),
    forcefullyCrashRenderer: () => void done.push('end'),
  });
  recoverPage(contents, {
    ...{ clock, signal: leaving.signal, onTrouble: (error) => troubles.push(String(error)) },
    ask(question) {
      questions.push(question);
      const answer = Promise.withResolvers<{ response: number }>();
      answers.push(answer);
      return answer.promise;
    },
  });
  return {
    ...{ clock, leaving, questions, troubles, done },
    destroy() {
      isDestroyed = true;
    },
    hang: () => contents.emit('unresponsive'),
    async lose(reason = 'crashed') {
      contents.emit('render-process-gone', {}, { reason });
      await clock.pass(1_000);
    },
    async answer(button: string) {
      const response = questions.at(-1)?.buttons?.indexOf(button) ?? -1;
      answers.at(-1)?.resolve({ response });
      await settled();
    },
  };
}

test('a page whose process has crashed is loaded again, and why is told', async () => {
  const { lose, done, troubles, questions } = scene();
  await lose('oom');
  expect([done, questions]).toEqual([['reload'], []]);
  expect(troubles).toEqual([expect.stringContaining('oom')]);
});

test('a process that has ended by itself is none that was lost', async () => {
  const { lose, done, troubles } = scene();
  await lose('clean-exit');
  expect([done, troubles]).toEqual([[], []]);
});

test('a page that fails again and again is loaded only when a person wants it, who is asked once', async () => {
  const { lose, answer, done, questions } = scene();
  for (let n = 0; n < mostByItself + 2; n++) await lose();
  expect([done.length, questions.length]).toEqual([mostByItself, 1]);
  await answer('Leave it');
  expect(done).toHaveLength(mostByItself);
  await lose();
  await answer('Load again');
  expect(done).toHaveLength(mostByItself + 1);
  await lose();
  expect([done.length, questions.length]).toEqual([mostByItself + 2, 2]);
});

test('what was lost long ago counts no more', async () => {
  const { lose, clock, done, questions } = scene();
  for (let n = 0; n < 3 * mostByItself; n++) {
    await lose();
    await clock.pass(300_000);
  }
  expect([done.length, questions]).toEqual([3 * mostByItself, []]);
});

test('of a page that does not answer a person is asked; loading it again ends its process, and that loads it', async () => {
  const { hang, lose, answer, done, questions } = scene();
  hang();
  hang();
  expect(questions).toHaveLength(1);
  await answer('Wait');
  expect(done).toEqual([]);
  hang();
  await answer('Load again');
  await lose('killed');
  expect(done).toEqual(['end', 'reload']);
});

test('a window that is closed, or a program that quits, loads nothing any more', async () => {
  const closed = scene();
  closed.destroy();
  await closed.lose();
  const quitting = scene();
  quitting.leaving.abort();
  await quitting.lose();
  expect([closed.done, quitting.done]).toEqual([[], []]);
});
