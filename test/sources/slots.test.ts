import { expect, test } from 'vitest';
import { createSlotPool } from '../../core/sources/slots.ts';

const never = new AbortController().signal;

test('lends shared memory of just the length that was asked for, and uses it again', () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const first = pool.tryTake(300_001);
  expect(first?.bytes.length).toBe(300_001);
  pool.release([first?.id ?? 0]);
  const again = pool.tryTake(300_100);
  expect(again?.bytes.buffer).toBe(first?.bytes.buffer);
  expect(again?.id).not.toBe(first?.id);
});

test('never lends more than its bound, whatever sizes come', () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const held: number[] = [];
  for (let round = 0; round < 500; round++) {
    const slot = pool.tryTake(1 + ((round * 7919) % 400_000));
    if (slot === null) pool.release(held.splice(0, 1 + (round % 3)));
    else held.push(slot.id);
    expect(pool.heldBytes()).toBeLessThanOrEqual(1_000_000);
  }
});

test('makes room for another size from what nobody holds', () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const small = [1, 2, 3, 4].map(() => pool.tryTake(200_000)?.id ?? 0);
  pool.release(small);
  expect(pool.tryTake(1_000_000)?.bytes.length).toBe(1_000_000);
});

test('serves those that wait in the order they came, and nobody overtakes', async () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const held = await pool.take(800_000, never);
  const order: string[] = [];
  const big = pool.take(900_000, never).then(({ id }) => {
    order.push('big');
    pool.release([id]);
  });
  const small = pool.take(10_000, never).then(() => order.push('small'));
  expect(pool.tryTake(10_000)).toBeNull();
  pool.release([held.id]);
  await Promise.all([big, small]);
  expect(order).toEqual(['big', 'small']);
});

test('giving back twice is once', () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const [a, b] = [pool.tryTake(100_000), pool.tryTake(100_000)];
  pool.release([a?.id ?? 0]);
  const held = pool.heldBytes();
  pool.release([a?.id ?? 0, 99]);
  expect(pool.heldBytes()).toBe(held);
  pool.release([b?.id ?? 0]);
  expect(pool.heldBytes()).toBe(0);
});

test('stops waiting when the signal is aborted, and lets the next one go on', async () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  const held = await pool.take(800_000, never);
  const stop = new AbortController();
  const stopped = pool.take(900_000, stop.signal);
  const next = pool.take(100_000, never);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'STOPPED' });
  await expect(next).resolves.toMatchObject({ bytes: { length: 100_000 } });
  expect(held.bytes.length).toBe(800_000);
});

test('refuses what is larger than the whole pool instead of waiting for ever', async () => {
  const pool = createSlotPool({ maxBytes: 1_000_000 });
  expect(() => pool.tryTake(1_000_001)).toThrow('memoryMb');
  await expect(pool.take(1_000_001, never)).rejects.toMatchObject({ code: 'VALUE_TOO_LARGE' });
});
