import { expect, test } from 'vitest';
import { createTurns } from '../../../renderer/preview/turns.ts';

const forever = new AbortController().signal;
const always = (rank: number) => () => rank;

/** Takes a turn and notes its name when it begins; others begin when it gives its place back. */
function noting(turns: ReturnType<typeof createTurns>) {
  const begun: string[] = [];
  const giveBack = new Map<string, () => void>();
  return {
    begun,
    giveBack: (name: string) => giveBack.get(name)?.(),
    take: (name: string, rank: () => number, signal = forever) =>
      turns.take(rank, signal).then((back) => {
        begun.push(name);
        giveBack.set(name, back);
      }),
  };
}

test('so many at a time are read, and of those that wait the best rank is next, then the oldest', async () => {
  const { begun, take, giveBack } = noting(createTurns(2, 10));
  await Promise.all([take('a', always(2)), take('b', always(2))]);
  const waiting = [take('c', always(2)), take('d', always(1)), take('e', always(2))];
  expect(begun).toEqual(['a', 'b']);
  giveBack('a');
  await waiting[1];
  giveBack('b');
  await waiting[0];
  expect(begun).toEqual(['a', 'b', 'd', 'c']);
  giveBack('d');
  await waiting[2];
  expect(begun.at(-1)).toBe('e');
});

test('what has come into sight while it waited is first', async () => {
  const { begun, take, giveBack } = noting(createTurns(1, 10));
  await take('a', always(0));
  let seen = 2;
  const waiting = [take('b', always(1)), take('c', () => seen)];
  seen = 0;
  giveBack('a');
  await waiting[1];
  expect(begun).toEqual(['a', 'c']);
});

test('what is not wanted any more gives up its place in the queue', async () => {
  const turns = createTurns(1, 1);
  const { begun, take, giveBack } = noting(turns);
  await take('a', always(0));
  const unwanted = new AbortController();
  const dropped = take('b', always(0), unwanted.signal);
  unwanted.abort(new Error('Another pulse'));
  await expect(dropped).rejects.toThrow('Another pulse');
  const next = take('c', always(0));
  giveBack('a');
  await next;
  expect(begun).toEqual(['a', 'c']);
});

test('a place given back twice is one place', async () => {
  const turns = createTurns(1, 10);
  const giveBack = await turns.take(always(0), forever);
  giveBack();
  giveBack();
  await turns.take(always(0), forever);
  let hasBegun = false;
  turns.take(always(0), forever).then(
    () => {
      hasBegun = true;
    },
    () => undefined,
  );
  await Promise.resolve();
  expect(hasBegun).toBe(false);
});

test('a queue that is full refuses with a sentence', async () => {
  const turns = createTurns(1, 1);
  await turns.take(always(0), forever);
  turns.take(always(0), forever).catch(() => undefined);
  await expect(turns.take(always(0), forever)).rejects.toMatchObject({ code: 'BUSY', message: expect.stringContaining('Look at fewer') });
});
