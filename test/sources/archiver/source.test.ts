import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelSettings } from '../../../core/settings/channel.ts';
import type { Answer } from '../../../core/sources/port.ts';
import { type Appliance, dataBody, type Sample, startAppliance } from './appliance.ts';
import { at, type Collecting, channel, collected, last, nearest, pulse, sourceOf } from './collecting.ts';

let appliance: Appliance | undefined;
let collecting: Collecting | undefined;

afterEach(async () => {
  await collecting?.source.close();
  await appliance?.stop();
});

async function start(samples: Sample[] | ((query: URLSearchParams) => string), fresh = false): Promise<Collecting> {
  appliance = await startAppliance(({ query }, response) => {
    response.end(typeof samples === 'function' ? samples(query) : dataBody(query.get('pv') ?? '', samples, query, fresh));
  });
  collecting = sourceOf(appliance.settings());
  return collecting;
}

async function answerOf(samples: Sample[], asked: ChannelSettings, fresh = false): Promise<Answer | undefined> {
  const { source } = await start(samples, fresh);
  return (await collected(source, [asked])).get(asked.name);
}

/** 10 Hz around the pulse, each 2 ms late, and the value says which. */
const tenHertz: Sample[] = Array.from({ length: 41 }, (_, index) => ({ timeNs: at((index - 20) * 100 + 2), val: `${index - 20}.0` }));

describe('nearest', () => {
  it('takes the sample closest to the pulse, on either side, with all that is known of it', async () => {
    expect(await answerOf(tenHertz, channel('A', nearest(50)))).toEqual({
      kind: 'reading',
      channel: 'A',
      reading: {
        value: { kind: 'number', dtype: 'float64', value: 0 },
        pulseId: null,
        timeNs: at(2),
        timeBasis: 'time-stamp',
        arrivedNs: null,
        alarm: { severity: 'NONE', status: 'NO_ALARM', message: '' },
        units: 'J',
        precision: 3,
        provenance: { kind: 'archiver', pv: 'SIM:A' },
        slots: [],
      },
    });
  });

  it('does not take the older sample that the appliance puts in front, but says how near it was', async () => {
    expect(await answerOf([{ timeNs: at(-51), val: '1.0' }], channel('A', nearest(50)))).toEqual({
      kind: 'absent',
      channel: 'A',
      absence: { seen: 1, withoutPulseId: 1, undecodable: 0, nearest: { pulseId: null, timeNs: at(-51) }, newestNs: at(-51) },
    });
  });

  it('does not take a younger sample that overran the window', async () => {
    const answer = await answerOf([{ timeNs: at(60), val: '1.0' }], channel('A', nearest(50)), true);
    expect(answer).toMatchObject({ kind: 'absent', absence: { seen: 1, nearest: { timeNs: at(60) } } });
  });

  it('counts both ends of the window in', async () => {
    expect(await answerOf([{ timeNs: at(-50), val: '1.0' }], channel('A', nearest(50)))).toMatchObject({ kind: 'reading' });
    await collecting?.source.close();
    await appliance?.stop();
    expect(await answerOf([{ timeNs: at(50), val: '1.0' }], channel('B', nearest(50)))).toMatchObject({ kind: 'reading' });
  });

  it('takes the offset of the device clock off before it compares', async () => {
    const samples = [
      { timeNs: at(0), val: '0.0' },
      { timeNs: at(1500), val: '1500.0' },
    ];
    const answer = await answerOf(samples, channel('A', nearest(50), { clockOffsetMs: 1500 }));
    expect(answer).toMatchObject({ kind: 'reading', reading: { timeNs: at(0), value: { value: 1500 } } });
  });
});

describe('last', () => {
  it('takes the newest sample at or before the pulse, never one after it', async () => {
    expect(await answerOf(tenHertz, channel('A', last(60_000)), true)).toMatchObject({
      reading: { value: { value: -1 }, timeNs: at(-98) },
    });
  });

  it('finds a sample far older than its look back of a second, within the maximum age', async () => {
    expect(await answerOf([{ timeNs: at(-50_000), val: '7.0' }], channel('A', last(60_000)))).toMatchObject({ kind: 'reading' });
    expect(appliance?.requests).toEqual([
      expect.stringContaining('from=2026-11-22T11%3A01%3A27.500000000Z&to=2026-11-22T11%3A01%3A28.500000000Z'),
    ]);
  });

  it('calls a sample older than the maximum age stale, and shows it', async () => {
    const answer = await answerOf([{ timeNs: at(-60_001), val: '7.0' }], channel('A', last(60_000)));
    expect(answer).toMatchObject({ kind: 'stale', reading: { timeNs: at(-60_001), value: { value: 7 } } });
  });

  it('looks through the whole maximum age where the appliance puts nothing in front', async () => {
    const { source } = await start((query) => {
      const whole = query.get('from')?.includes('11:00:28') ?? false;
      return whole ? dataBody('SIM:A', [{ timeNs: at(-30_000), val: '5.0' }], query) : '[ ]';
    });
    expect((await collected(source, [channel('A', last(60_000))])).get('A')).toMatchObject({
      kind: 'reading',
      reading: { value: { value: 5 } },
    });
  });
});

describe('what is no reading', () => {
  it('nothing at all is absent', async () => {
    const { source } = await start(() => '[ ]');
    expect((await collected(source, [channel('A', nearest(50))])).get('A')).toEqual({
      kind: 'absent',
      channel: 'A',
      absence: { seen: 0, withoutPulseId: 0, undecodable: 0, nearest: null, newestNs: null },
    });
  });

  it('the policy pulse-id matches no sample, and the answer says that none carries an ID', async () => {
    const answer = await answerOf(tenHertz, channel('A', { kind: 'pulse-id' }));
    expect(answer).toMatchObject({ kind: 'absent' });
    if (answer?.kind === 'absent') expect(answer.absence.withoutPulseId).toBe(answer.absence.seen);
  });

  it('a value that cannot be kept is undecodable, with channel, PV and time', async () => {
    expect(await answerOf([{ timeNs: at(0), val: '{"labels":[]}' }], channel('A', nearest(50)))).toMatchObject({
      kind: 'undecodable',
      failure: { code: 'VALUE_WRONG_TYPE', message: expect.stringMatching(/^A: .*PV SIM:A at 2026-11-22T11:01:28\.500000000Z/) },
    });
  });

  it('an answer that cannot be read leaves the others alone', async () => {
    const { source } = await start((query) => (query.get('pv') === 'SIM:B' ? '[ { "meta": {' : dataBody('', tenHertz, query)));
    const answers = await collected(source, [channel('A', nearest(50)), channel('B', nearest(50)), channel('C', nearest(50))]);
    expect(answers.get('A')?.kind).toBe('reading');
    expect(answers.get('B')).toMatchObject({
      kind: 'unreachable',
      failure: { code: 'ARCHIVER_BAD_ANSWER', message: expect.stringMatching(/^B: .*SIM:B/) },
    });
    expect(answers.get('C')?.kind).toBe('reading');
  });
});

it('two channels of one PV and policy are asked for once, and both are answered', async () => {
  const { source } = await start(tenHertz);
  const answers = await collected(source, [
    channel('A', nearest(50), { pv: 'SIM:X' }),
    channel('B', nearest(50), { pv: 'SIM:X' }),
    channel('C', last(1000), { pv: 'SIM:X' }),
  ]);
  expect(appliance?.requests).toHaveLength(2);
  expect([...answers.values()].map(({ channel: name, kind }) => [name, kind]).sort()).toEqual([
    ['A', 'reading'],
    ['B', 'reading'],
    ['C', 'reading'],
  ]);
});

it('a failure of one PV is told to each of its channels under its own name', async () => {
  const { source } = await start(() => 'garbage');
  const answers = await collected(source, [channel('A', nearest(50), { pv: 'SIM:X' }), channel('B', nearest(50), { pv: 'SIM:X' })]);
  for (const name of ['A', 'B'])
    expect(answers.get(name)).toMatchObject({ failure: { message: expect.stringMatching(`^${name}: .*SIM:X`) } });
});

it('a pulse of the past is asked for at once', async () => {
  const { source, clock } = await start(() => '[ ]');
  await collected(source, [channel('A', nearest(50)), channel('B', last(50)), channel('C', nearest(50), { settleMs: 9000 })]);
  expect(clock.slept).toEqual([]);
  expect(appliance?.requests).toHaveLength(3);
});

it('an abort ends it promptly, without error, with the answers it has', async () => {
  const stop = new AbortController();
  appliance = await startAppliance(({ query }, response) => {
    if (query.get('pv') === 'SIM:A') response.end(dataBody('SIM:A', tenHertz, query));
  });
  collecting = sourceOf(appliance.settings({ timeoutMs: 60_000 }));
  const names: string[] = [];
  const request = { pulse, channels: [channel('A', nearest(50)), channel('B', nearest(50))], waitMs: 0 };
  for await (const batch of collecting.source.collect(request, stop.signal)) {
    names.push(...batch.map((answer) => answer.channel));
    stop.abort();
  }
  expect(names).toEqual(['A']);
  expect(collecting.states.map(({ state }) => state)).toEqual(['reachable']);
});
