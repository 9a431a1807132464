import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { type Door, readCommands } from '../../core/cli/commands.ts';

function session(door: Door) {
  const input = new PassThrough();
  const answers: string[] = [];
  const abort = new AbortController();
  const over = readCommands(input, door, (line) => answers.push(line), abort.signal);
  return { input, answers, abort, over };
}

const echo: Door = async (command, request) => ({ ok: true, value: { command, request } });

test('each line is a command, and its answer carries the id it came with', async () => {
  const { input, answers, over } = session(echo);
  input.end('{"id":7,"command":"captureNow","request":{"waitForEnd":true}}\n\n{"command":"stopSchedule"}\n');
  await over;
  expect(answers.map((line) => JSON.parse(line))).toEqual([
    { id: 7, command: 'captureNow', ok: true, value: { command: 'captureNow', request: { waitForEnd: true } } },
    { command: 'stopSchedule', ok: true, value: { command: 'stopSchedule', request: {} } },
  ]);
});

test.each(['nonsense', '[1]', 'null', '"text"', `{"command":"${'x'.repeat(200_000)}"}`])(
  'a line that is no command is refused and the next is taken: %.20s',
  async (line) => {
    const { input, answers, over } = session(echo);
    input.end(`${line}\n{"command":"stopSchedule"}\n`);
    await over;
    expect(answers).toHaveLength(2);
    expect(answers.some((answer) => JSON.parse(answer).failure?.code === 'BAD_REQUEST')).toBe(true);
  },
);

test('the end of the input waits for what is still being done', async () => {
  const slow = Promise.withResolvers<{ ok: true; value: null }>();
  const { input, answers, over } = session(() => slow.promise);
  input.end('{"command":"captureNow"}\n');
  setImmediate(() => slow.resolve({ ok: true, value: null }));
  await over;
  expect(answers).toHaveLength(1);
});

test('a stop ends the reading although the input stays open', async () => {
  const { abort, over } = session(echo);
  abort.abort();
  await over.catch(() => undefined); // either way it has ended
});
