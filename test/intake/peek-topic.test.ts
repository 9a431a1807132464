import { expect, test } from 'vitest';
import { peekTopic } from '../../core/intake/peek-topic.ts';
import { createMemoryLog } from '../sources/kafka/memory-log.ts';
import { virtualClock } from '../sources/kafka/virtual-clock.ts';

const never = new AbortController().signal;
const garbage = new Uint8Array(64).fill(7);

test('the newest message over all partitions is looked at', async () => {
  const log = createMemoryLog(virtualClock(0));
  log.add('cam', 2);
  log.send('cam', { timeMs: 2000, value: garbage, partition: 0 });
  log.send('cam', { timeMs: 1000, value: garbage, partition: 1 });
  expect((await peekTopic(log, 'cam', never)).at).toBe('1970-01-01T00:00:02.000Z');
});

test('a message that cannot be read is told with its time and why', async () => {
  const log = createMemoryLog(virtualClock(0));
  log.send('cam', { timeMs: 1000, value: garbage });
  const { at, newest, why } = await peekTopic(log, 'cam', never);
  expect({ at, newest }).toEqual({ at: '1970-01-01T00:00:01.000Z', newest: null });
  expect(why).toContain('topic cam');
});

test('a topic that is empty, or whose messages are all gone, is told as that', async () => {
  const log = createMemoryLog(virtualClock(0));
  log.add('cam');
  expect((await peekTopic(log, 'cam', never)).why).toContain('holds no message');
  log.send('old', { timeMs: 1000, value: garbage });
  log.drop('old', 1n);
  expect((await peekTopic(log, 'old', never)).why).toContain('holds no message');
});

test('a message without a value is told as that, and an unknown topic by its name', async () => {
  const log = createMemoryLog(virtualClock(0));
  log.send('cam', { timeMs: 1000, value: null });
  expect((await peekTopic(log, 'cam', never)).why).toContain('is empty');
  expect((await peekTopic(log, 'nobody', never)).why).toContain('nobody does not exist');
});
