import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { capturedIn, filesBelow, problemsOf } from './kept.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const sources = [
  { fault: 'broker-down', source: 'kafka', code: 'KAFKA_UNREACHABLE' },
  { fault: 'archiver-down', source: 'archiver', code: 'ARCHIVER_UNREACHABLE' },
  { fault: 'archiver-503', source: 'archiver', code: 'ARCHIVER_BUSY' },
] as const;

describe('while a source is away', () => {
  test.each(sources)(
    '($fault) the rest is captured, and what is owed follows in a second file when it is back',
    async ({ fault, source, code }) => {
      const facility = simulate({ devices: 10 });
      const { exporter, capture, next, events } = await run(facility);
      await exporter.setFault({ fault, on: true });
      const owed = next('capture/held');
      const first = await capture();
      expect((await owed).pulse).toEqual(first.pulse);
      expect(first).toMatchObject({ attempt: 1, verdict: 'partial' });
      const missed = first.outcomes.filter((outcome) => outcome.code !== 'captured');
      expect(new Set(missed.map((outcome) => outcome.failure?.code))).toEqual(new Set([code]));
      expect(missed.every(({ channel, sentence }) => sentence.includes(channel))).toBe(true);
      expect(events).toContainEqual(
        expect.objectContaining({ type: 'source/changed', source: expect.objectContaining({ source, state: 'unreachable' }) }),
      );
      const before = hashOf(facility.dataFolder, first.file);

      const again = next('capture/finished', ({ capture: { attempt, verdict } }) => attempt === 2 && verdict === 'complete');
      await exporter.setFault({ fault, on: false });
      await capture(); // the next pulse finds the source well again
      const second = await exporter.getCapture({ captureId: (await again).capture.captureId });
      expect(second).toMatchObject({ pulse: first.pulse, verdict: 'complete', expected: missed.length });
      expect(capturedIn(second)).toEqual(missed.map(({ channel }) => channel).sort());
      expect(hashOf(facility.dataFolder, first.file)).toBe(before);
      await exporter.stop();
      expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 2, files: 3 });
    },
  );

  test('what is owed is taken after a restart too', async () => {
    const facility = simulate({ devices: 10 });
    const { exporter, capture } = await run(facility);
    await exporter.setFault({ fault: 'broker-down', on: true });
    await capture();
    await exporter.stop();
    const { exporter: restarted, events } = await run(facility);
    expect(events).toContainEqual(expect.objectContaining({ type: 'recovery/finished', adopted: 0, retaken: 1, lost: [] }));
    await restarted.stop();
    expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 1, files: 2 });
  });

  test('with all sources away no file is made, and the pulse is owed as a whole', async () => {
    const facility = simulate({ devices: 10 });
    const { exporter, capture } = await run(facility);
    await exporter.setFault({ fault: 'broker-down', on: true });
    await exporter.setFault({ fault: 'archiver-down', on: true });
    expect(await capture()).toMatchObject({ verdict: 'empty', file: null });
    expect(filesBelow(facility.dataFolder)).toEqual([]);
    await exporter.stop();
    const restarted = await run(facility);
    await restarted.exporter.stop();
    expect(await problemsOf(facility)).toEqual({ problems: [], pulses: 1, files: 1 });
  });
});

test('what the sources no longer hold after a restart is lost, and named', async () => {
  const facility = simulate({ devices: 10, retentionSeconds: 1 });
  const { exporter, capture } = await run(facility);
  await exporter.setFault({ fault: 'broker-down', on: true });
  const { pulse } = await capture();
  await exporter.stop();
  await new Promise((resolve) => setTimeout(resolve, 1500)); // until the retention has passed
  const { events } = await run(facility);
  expect(events).toContainEqual(expect.objectContaining({ type: 'recovery/finished', retaken: 1, lost: [pulse] }));
});

function hashOf(folder: string, file: string | null): string {
  return createHash('sha256')
    .update(readFileSync(join(folder, file ?? '')))
    .digest('hex');
}
