import { expect, test } from 'vitest';
import type { Result } from '../../../core/contract/errors.ts';
import { gathered } from './gathered.ts';

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
type Gathered = Awaited<ReturnType<typeof gathered>>;
const ask = ({ one }: Gathered, command: string, id: string) => one.tell({ kind: 'command', id, command, request: { by: 'ann' } });
const results = ({ world }: Gathered) => world.answersTo('peer-one', 'result');

test('a follower’s command for the group is carried out here, and its result goes back', async () => {
  const group = await gathered(['one']);
  ask(group, 'captureNow', 'a');
  await soon();
  expect(results(group)).toMatchObject([{ id: 'a', result: { ok: true, value: { ran: 'captureNow' } } }]);
});

test('what is each exporter’s own is refused', async () => {
  const group = await gathered(['one']);
  for (const command of ['becomeLeader', 'leaveGroup', 'setFault', 'getCapture', 'constructor']) ask(group, command, command);
  await soon();
  expect(results(group).map(({ result }) => (result.ok ? 'ok' : result.failure.code))).toEqual(Array(5).fill('BAD_REQUEST'));
});

test('a refusal, a crash and an endless sentence come back as failures', async () => {
  const group = await gathered(['one']);
  group.world.setDoor(async () => ({ ok: false, failure: { code: 'NOT_FOUND', message: 'x'.repeat(5000) } }));
  ask(group, 'pin', 'a');
  await soon();
  group.world.setDoor(async () => {
    throw new Error('broken');
  });
  ask(group, 'pin', 'b');
  await soon();
  expect(results(group)).toMatchObject([
    { id: 'a', result: { ok: false, failure: { code: 'NOT_FOUND' } } },
    { id: 'b', result: { ok: false, failure: { code: 'INTERNAL', message: 'broken' } } },
  ]);
});

test('at most 20 commands of one follower are carried out at once', async () => {
  const group = await gathered(['one']);
  const waiting: ((result: Result<unknown>) => void)[] = [];
  group.world.setDoor(() => new Promise((resolve) => waiting.push(resolve)));
  for (let nth = 1; nth <= 21; nth++) ask(group, 'captureNow', String(nth));
  await soon();
  expect(results(group)).toMatchObject([{ id: '21', result: { ok: false, failure: { code: 'BUSY' } } }]);
  for (const resolve of waiting) resolve({ ok: true, value: undefined });
  await soon();
  expect(results(group)).toHaveLength(21);
  expect(results(group).at(-1)?.result).toEqual({ ok: true, value: null });
});
