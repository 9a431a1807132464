import { afterEach, describe, expect, it } from 'vitest';
import { type Appliance, dataBody, type Sample, startAppliance } from './appliance.ts';
import { at, type Collecting, channel, collected, last, nearest, pulse, sourceOf } from './collecting.ts';

type Appearing = Sample & { visibleMs: number };

let appliance: Appliance | undefined;
let collecting: Collecting | undefined;

afterEach(async () => {
  await collecting?.source.close();
  await appliance?.stop();
});

/** Samples that can be asked for only after so many milliseconds of the capture. */
async function start(samples: readonly Appearing[], failures: readonly number[] = []): Promise<Collecting> {
  const refusals = [...failures];
  appliance = await startAppliance(({ query }, response) => {
    const refusal = refusals.shift();
    const now = collecting?.clock.monotonicMs() ?? 0;
    const visible = samples.filter(({ visibleMs }) => visibleMs <= now);
    if (refusal === undefined || refusal === 200) response.end(dataBody(query.get('pv') ?? '', visible, query, true));
    else response.writeHead(refusal).end();
  });
  collecting = sourceOf(appliance.settings());
  return collecting;
}

describe('a live nearest', () => {
  it('is asked again until its sample can be seen', async () => {
    const { source, clock } = await start([{ timeNs: at(2), val: '1.0', visibleMs: 700 }]);
    expect((await collected(source, [channel('A', nearest(50))], 2000)).get('A')).toMatchObject({
      kind: 'reading',
      reading: { timeNs: at(2) },
    });
    expect(clock.monotonicMs()).toBeLessThan(2000);
  });

  it('does not take the sample of the pulse before, while a nearer one may still come', async () => {
    const { source } = await start([
      { timeNs: at(-98), val: '-1.0', visibleMs: 0 },
      { timeNs: at(2), val: '0.0', visibleMs: 60 },
    ]);
    expect((await collected(source, [channel('A', nearest(120))], 2000)).get('A')).toMatchObject({ reading: { value: { value: 0 } } });
  });

  it('takes the older sample once no nearer one can come', async () => {
    const { source, clock } = await start([{ timeNs: at(-98), val: '-1.0', visibleMs: 0 }]);
    expect((await collected(source, [channel('A', nearest(120))], 5000)).get('A')).toMatchObject({ reading: { value: { value: -1 } } });
    expect(clock.monotonicMs()).toBeLessThan(1000);
  });

  it('is absent at once when a later sample shows that none will come', async () => {
    const { source } = await start([{ timeNs: at(90), val: '1.0', visibleMs: 0 }]);
    expect((await collected(source, [channel('A', nearest(50))], 5000)).get('A')).toMatchObject({ kind: 'absent' });
    expect(appliance?.requests).toHaveLength(1);
  });

  it('that is stopped hands over the sample that it had found', async () => {
    const { source, clock } = await start([{ timeNs: at(-10), val: '1.0', visibleMs: 0 }]);
    const stop = new AbortController();
    const sleep = clock.sleep;
    clock.sleep = async (ms, signal) => {
      if ((appliance?.requests.length ?? 0) > 0) stop.abort();
      await sleep(ms, signal);
    };
    const kinds: string[] = [];
    for await (const batch of source.collect({ pulse, channels: [channel('A', nearest(50))], waitMs: 2000 }, stop.signal))
      kinds.push(...batch.map(({ kind }) => kind));
    expect(kinds).toEqual(['reading']);
  });

  it('is absent at the end of the settle time, the channel’s own where it has one', async () => {
    const { source, clock } = await start([]);
    expect((await collected(source, [channel('A', nearest(50), { settleMs: 900 })], 300)).get('A')?.kind).toBe('absent');
    expect(clock.monotonicMs()).toBe(900);
  });
});

describe('a live last', () => {
  it('is asked for once, when every sample before the pulse can be seen', async () => {
    const { source, clock } = await start([
      { timeNs: at(-900), val: '1.0', visibleMs: 0 },
      { timeNs: at(-1), val: '2.0', visibleMs: 65 },
    ]);
    expect((await collected(source, [channel('A', last(60_000))], 2000)).get('A')).toMatchObject({ reading: { value: { value: 2 } } });
    expect(clock.slept).toEqual([150]);
    expect(appliance?.requests).toHaveLength(1);
  });

  it('does not wait past a short settle time', async () => {
    const { source, clock } = await start([]);
    await collected(source, [channel('A', last(60_000))], 80);
    expect(clock.slept).toEqual([80]);
  });
});

describe('what may pass by itself', () => {
  const sample = { timeNs: at(0), val: '1.0', visibleMs: 0 };

  it.each([
    ['nearest', nearest(50)],
    ['last', last(1000)],
  ])('is tried once more in a live capture: %s', async (_, match) => {
    const { source } = await start([sample], [503]);
    expect((await collected(source, [channel('A', match)], 2000)).get('A')?.kind).toBe('reading');
    expect(appliance?.requests).toHaveLength(2);
  });

  it('is named when it does not pass', async () => {
    const { source } = await start([sample], [503, 503, 503, 503]);
    expect((await collected(source, [channel('A', nearest(50))], 2000)).get('A')).toMatchObject({ failure: { code: 'ARCHIVER_BUSY' } });
    expect(appliance?.requests).toHaveLength(2);
  });

  it('is not tried again for a pulse of the past', async () => {
    const { source } = await start([sample], [503]);
    expect((await collected(source, [channel('A', nearest(50))])).get('A')).toMatchObject({ failure: { code: 'ARCHIVER_BUSY' } });
  });

  it('does not take back a sample that was found before', async () => {
    const { source } = await start([{ timeNs: at(-10), val: '1.0', visibleMs: 0 }], [200, 503, 503]);
    expect((await collected(source, [channel('A', nearest(50))], 2000)).get('A')?.kind).toBe('reading');
  });

  it('what hangs is given up with the settle time, not with the time limit of the settings', async () => {
    appliance = await startAppliance(() => undefined);
    collecting = sourceOf(appliance.settings({ timeoutMs: 600_000 }));
    expect((await collected(collecting.source, [channel('A', nearest(50))], 100)).get('A')).toMatchObject({
      failure: { code: 'ARCHIVER_TIMEOUT' },
    });
  });

  it('an unknown PV is not tried again', async () => {
    const { source } = await start([sample], [404]);
    expect((await collected(source, [channel('A', nearest(50))], 2000)).get('A')).toMatchObject({ failure: { code: 'PV_UNKNOWN' } });
    expect(appliance?.requests).toHaveLength(1);
  });
});
