import { expect, test } from 'vitest';
import { brief, channel, messageOf, setStage, timeOfPulse } from './stage.ts';

/** A small linear congruence: the same garbage every time. */
function garbageOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('is not stopped by 20,000 damaged messages around the pulse, and counts each that is of no use', async () => {
  const random = garbageOf(7);
  const { log, collect, counts } = setStage();
  const whole = messageOf(5, { pulse: { id: 9n, timeNs: BigInt(timeOfPulse(5)) * 1_000_000n } });
  const garbage = 20_000;
  for (let index = 0; index < garbage; index++) {
    const damaged = random() < 0.5 ? whole.slice(0, Math.floor(random() * whole.length)) : whole.slice();
    for (let hits = random() * 6; hits > 0; hits--) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
    log.send('cam', { timeMs: timeOfPulse(5) + Math.floor(index / 100), value: damaged });
  }
  log.send('cam', { timeMs: timeOfPulse(7), value: messageOf(5) });
  const [answer] = await collect(5, [channel('A', 'cam'), channel('B', 'cam', { sourceName: 'nobody' })]);
  expect(brief(answer)).toBe('reading 5');
  const [told] = counts.flat();
  if (told === undefined) throw new Error('nothing was counted');
  const unknown = Object.values(told.unknownSchemas).reduce((sum, count) => sum + count, 0);
  expect(told.undecodable).toBeGreaterThan(5000);
  expect(told.undecodable + unknown + told.statusMessages).toBeLessThanOrEqual(garbage);
  expect(Object.keys(told.unknownSchemas).length).toBeLessThanOrEqual(33);
});
