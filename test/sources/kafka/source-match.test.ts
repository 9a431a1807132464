import { describe, expect, test } from 'vitest';
import { brief, channel, messageOf, setStage, timeOfPulse } from './stage.ts';

describe('a first position that is past the pulse', () => {
  test('steps back when Kafka’s times run before the pulse’s', async () => {
    const { publish, collect } = setStage();
    publish('cam', 0, 100, -730);
    expect((await collect(50, [channel('A', 'cam')])).map(brief)).toEqual(['reading 50']);
  });

  test('steps back where everything of the topic lies below', async () => {
    const { publish, collect } = setStage();
    publish('cam', 0, 55, -730);
    expect((await collect(50, [channel('A', 'cam')])).map(brief)).toEqual(['reading 50']);
  });

  test('is right at once the next time', async () => {
    const { publish, log, collect } = setStage();
    publish('cam', 0, 300, 1500);
    await collect(50, [channel('A', 'cam')]);
    const first = log.asked.messages;
    expect((await collect(150, [channel('A', 'cam')])).map(brief)).toEqual(['reading 150']);
    expect(log.asked.messages - first).toBeLessThan(first);
  });

  test('is never made wrong by what was remembered', async () => {
    const { publish, collect, log } = setStage();
    publish('cam', 0, 100, 1500);
    expect((await collect(50, [channel('A', 'cam')])).map(brief)).toEqual(['reading 50']);
    for (let n = 200; n <= 300; n++) log.send('cam', { timeMs: timeOfPulse(n) + 1, value: messageOf(n) });
    expect((await collect(250, [channel('A', 'cam')])).map(brief)).toEqual(['reading 250']);
    expect((await collect(200, [channel('A', 'cam')])).map(brief)).toEqual(['reading 200']);
  });
});

describe('a message whose Kafka time is far ahead', () => {
  test('does not hide the pulses after it, and they are found without reading everything', async () => {
    const { log, publish, collect } = setStage();
    publish('cam', 0, 9);
    log.send('cam', { timeMs: timeOfPulse(1_000_000), value: messageOf(10) });
    publish('cam', 11, 5000);
    expect((await collect(4000, [channel('A', 'cam')])).map(brief)).toEqual(['reading 4000']);
    expect(log.asked.messages).toBeLessThan(2000);
    expect((await collect(15, [channel('A', 'cam')])).map(brief)).toEqual(['reading 15']);
    expect((await collect(10, [channel('A', 'cam')])).map(brief)).toEqual(['reading 10']);
  });
});

describe('clock offset', () => {
  test('is taken off a device’s times, and shifts where its topic is looked at', async () => {
    const { log, collect } = setStage();
    for (let n = 0; n < 100; n++) {
      const timeMs = timeOfPulse(n) + 3000;
      log.send('cam', { timeMs, value: messageOf(n, { pulse: null, timeMs }) });
    }
    const match = { kind: 'nearest', toleranceMs: 10 } as const;
    const [answer] = await collect(50, [channel('A', 'cam', { match, clockOffsetMs: 3000 })]);
    expect(answer).toMatchObject({ kind: 'reading', reading: { timeBasis: 'time-stamp', timeNs: BigInt(timeOfPulse(50)) * 1_000_000n } });
    expect(brief(answer)).toBe('reading 50');
  });
});

describe('nearest', () => {
  const nearest = (toleranceMs: number) => ({ match: { kind: 'nearest', toleranceMs } as const });

  test('takes the closest on either side of the pulse', async () => {
    const { log, collect } = setStage();
    for (const [n, shift] of [
      [8, 0],
      [9, 70],
      [10, 20],
      [11, 0],
    ] as const) {
      const timeMs = timeOfPulse(n) + shift;
      log.send('cam', { timeMs: timeMs + 4, value: messageOf(n, { pulse: null, timeMs }) });
    }
    expect((await collect(10, [channel('A', 'cam', nearest(80))])).map(brief)).toEqual(['reading 10']);
    expect((await collect(10, [channel('A', 'cam', nearest(10))])).map(brief)).toEqual(['absent']);
  });

  test('is decided live as soon as a message is farther past the pulse than the best', async () => {
    const { log, clock, collect } = setStage({ atMs: 5000 });
    const send = (n: number, timeMs: number) => log.send('cam', { timeMs, value: messageOf(n, { pulse: null, timeMs }) });
    send(49, timeOfPulse(50) - 30);
    clock.at(70, () => send(51, timeOfPulse(50) + 70));
    expect((await collect(50, [channel('A', 'cam', nearest(500))], 2000)).map(brief)).toEqual(['reading 49']);
    expect(clock.monotonicMs()).toBe(70);
  });
});

describe('last', () => {
  const last = (maxAgeMs: number) => ({ match: { kind: 'last', maxAgeMs } as const });
  const slow = { pulse: null } as const;

  test('takes the newest at or before the pulse, with few messages read', async () => {
    const { log, publish, collect } = setStage();
    publish('gauge', 0, 1000, 5, slow);
    expect((await collect(500, [channel('A', 'gauge', last(10_000))])).map(brief)).toEqual(['reading 500']);
    expect(log.asked.messages).toBeLessThan(500);
  });

  test('finds each source of a topic that carries many', async () => {
    const { log, collect } = setStage();
    const send = (sourceName: string, n: number) =>
      log.send('all', { timeMs: timeOfPulse(n), value: messageOf(n, { ...slow, sourceName }) });
    send('rare', 3);
    for (let n = 4; n < 90; n++) send('often', n);
    const channels = [
      channel('A', 'all', { ...last(60_000), sourceName: 'rare' }),
      channel('B', 'all', { ...last(60_000), sourceName: 'often' }),
    ];
    expect((await collect(80, channels)).map(brief)).toEqual(['reading 3', 'reading 80']);
  });

  test('is stale where only an older one is held', async () => {
    const { publish, collect } = setStage();
    publish('gauge', 0, 2, 5, slow);
    expect((await collect(500, [channel('A', 'gauge', last(1000))])).map(brief)).toEqual(['stale 2']);
  });

  test('does not wait for the settle time where nothing is on its way', async () => {
    const { publish, collect, clock } = setStage({ atMs: 5000 });
    publish('gauge', 0, 2, 5, slow);
    expect((await collect(50, [channel('A', 'gauge', last(60_000))], 2000)).map(brief)).toEqual(['reading 2']);
    expect(clock.monotonicMs()).toBeLessThan(100);
  });

  test('is absent on an empty topic', async () => {
    const { log, collect } = setStage();
    log.add('gauge');
    const [answer] = await collect(50, [channel('A', 'gauge', last(60_000))]);
    expect(answer).toMatchObject({ kind: 'absent', absence: { seen: 0, newestNs: null } });
  });
});
