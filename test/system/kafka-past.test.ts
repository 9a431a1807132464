import { readdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { settingsFor } from '../../core/simulation/settings.ts';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { inFile, measured } from './kafka-expected.ts';
import { missed, openSystem } from './kafka-exporter.ts';
import { facilityOn, pulseOf } from './kafka-facility.ts';

const many = 100;
const mostMemory = 1_500_000_000;

await describeWithOwnBroker('150 devices on a real broker and an Archiver', {}, (broker) => {
  const { facility, k, publish, settings } = facilityOn(broker, { seed: 3 });
  const first = k - many - 30;
  beforeAll(() => publish(first - 20, k + 25));

  test('a pulse of the past is complete, and its file holds what each device measured at that pulse', async () => {
    const system = await openSystem(settings());
    const capture = await system.take({ pulseId: String(k) });
    expect(missed(capture)).toEqual([]);
    expect(capture).toMatchObject({ verdict: 'complete', mode: 'past', attempt: 1, failure: null, pulse: pulseOf(k) });
    expect(await inFile(system.pathOf(capture.file))).toEqual(measured(facility, k));
  });

  test('the same facility in this process gives the same file, but for where its readings came from', async () => {
    const real = await openSystem(settings());
    const simulated = await openSystem({ ...settingsFor(facility, { name: 'system', dataFolder: 'data' }), metadata: settings().metadata });
    const [a, b] = await Promise.all(
      [real, simulated].map(async (system) => content(system.pathOf((await system.take(pulseOf(k - 1))).file))),
    );
    expect(a).toEqual(b);
  });

  test('100 pulses of the past in a row are all complete, with bounded memory, and nothing is left open', async () => {
    const before = openFiles();
    const system = await openSystem(settings());
    const range = { fromPulseId: String(first), toPulseId: String(first + many - 1) };
    expect(await system.exporter.captureRange(range)).toEqual({ pulses: many });
    let most = 0;
    let open: number[] = [];
    system.exporter.subscribe(({ type }) => {
      if (type !== 'capture/finished') return;
      most = Math.max(most, process.memoryUsage.rss());
      open = [...open, openFiles().length];
    });
    await system.exporter.whenIdle();
    const captures = await system.exporter.listCaptures({ limit: many + 1 });
    expect(captures.map(({ verdict, attempt }) => `${verdict} ${attempt}`)).toEqual(Array(many).fill('complete 1'));
    expect(captures.map(({ pulse }) => pulse)).toEqual(Array.from({ length: many }, (_, n) => pulseOf(first + many - 1 - n)));
    expect(most).toBeLessThan(mostMemory);
    // Connections to the Archiver come and go; a leak in each capture would leave 90.
    expect((open.at(-1) ?? 0) - (open[9] ?? 0)).toBeLessThan(45);
    await system.exporter.stop();
    expect(openFiles().filter((file) => !before.includes(file))).toEqual([]);
  }, 240_000);

  test('the exporter only looks: no topic is made, no consumer group is known', async () => {
    expect((await broker.topics()).filter((topic) => !facility.topics.has(topic))).toEqual([]);
    expect(await broker.groups()).toEqual([]);
  });
});

/** Datasets and attributes, without what tells the two sources apart. */
async function content(path: string): Promise<unknown> {
  const { attributes, groups } = await readWithH5wasm(path);
  const same = Object.entries(groups).map(
    ([
      name,
      {
        attributes: { source: _, ...own },
        datasets,
      },
    ]) => [name, own, datasets],
  );
  return { attributes, same };
}

/** Linux only; elsewhere always none. */
function openFiles(): string[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd') : [];
}
