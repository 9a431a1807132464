import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { settingsSchema } from '../../core/settings/schema.ts';
import { archiverSchema } from '../../core/settings/sources.ts';
import { startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import { pulseAt } from '../../core/simulation/beat.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { settingsFor } from '../../core/simulation/settings.ts';
import { pulseIdOf } from '../../core/simulation/timing.ts';
import { createSimulatedLog } from '../../core/simulation/topic-log.ts';
import { createArchiverSource } from '../../core/sources/archiver/source.ts';
import { combineSources } from '../../core/sources/combine.ts';
import { createKafkaSource } from '../../core/sources/kafka/source.ts';
import type { Answer } from '../../core/sources/port.ts';
import { createSlotPool } from '../../core/sources/slots.ts';
import { nsOf, unhurried } from './looking.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** What the exporter's own sources find for a pulse some seconds ago, on a facility with these faults. */
async function collected(load: 'light' | 'standard', faults: { fault: string; device?: string }[] = []): Promise<Map<string, Answer>> {
  const facility = createFacility({ seed: 1, load, faults });
  const now = (): bigint => BigInt(Date.now()) * 1_000_000n;
  const settings = settingsSchema.parse(settingsFor(facility, { name: 'sim', dataFolder: 'data' }));
  const archiver = await startSimulatedArchiver(facility, { now });
  const listener = { stateChanged: () => undefined, topicsCounted: () => undefined };
  const source = combineSources({
    kafka: createKafkaSource({
      log: createSimulatedLog(facility, { now }),
      settings: { leewayMs: 20, maxMessageBytes: 64e6 },
      slots: createSlotPool({ maxBytes: 256e6 }),
      listener,
      clock: systemClock,
    }),
    archiver: createArchiverSource({
      settings: archiverSchema.parse({ retrievalUrl: archiver.retrievalUrl, managementUrl: archiver.managementUrl }),
      listener,
    }),
  });
  stops.push(async () => {
    await source.close();
    await archiver.stop();
  });
  const channels = settings.devices.flatMap((device) => device.channels);
  const k = pulseAt(now()) - 100;
  const answers = new Map<string, Answer>();
  const pulse = { pulseId: pulseIdOf(facility.faults, k), timestampNs: nsOf(k) };
  for await (const batch of source.collect({ pulse, channels, waitMs: 0 }, unhurried))
    for (const answer of batch) answers.set(answer.channel, answer);
  expect(answers.size).toBe(channels.length);
  return answers;
}

test.each(['light', 'standard'] as const)(
  'of the %s load every channel is found for a past pulse, under its own settings',
  async (load) => {
    const answers = await collected(load);
    expect([...answers.values()].filter(({ kind }) => kind !== 'reading')).toEqual([]);
  },
);

test('faults of devices end in what they should, and only there', async () => {
  const faults = [
    { fault: 'dead-camera', device: 'PM-201-FE-CAM-1' },
    { fault: 'truncated', device: 'PM-202-PA-CAM-1' },
    { fault: 'topic-missing', device: 'PM-203-MA-CAM-1' },
    { fault: 'garbage', device: 'PM-201-FE-EM-1' },
    { fault: 'duplicates', device: 'PM-202-PA-DIAG-1' },
    { fault: 'out-of-order', device: 'PM-202-PA-PD-1' },
    { fault: 'no-pulse-id', device: 'CM-202-CVC-CAM-2' },
    { fault: 'archiver-404', device: 'PM-201-FE-PV-1' },
    { fault: 'archiver-empty', device: 'PM-202-PA-PV-1' },
  ];
  const answers = await collected('light', faults);
  const bad = [...answers.values()].filter(({ kind }) => kind !== 'reading').map(({ channel, kind }) => `${channel} ${kind}`);
  expect(bad.sort()).toEqual([
    'CM-202-CVC-CAM-2 absent',
    'PM-201-FE-CAM-1 absent',
    'PM-201-FE-PV-1 unreachable',
    'PM-202-PA-CAM-1 undecodable',
    'PM-202-PA-PV-1 absent',
    'PM-203-MA-CAM-1 unreachable',
  ]);
});

test('a timing system that began again at 0 is followed', async () => {
  const answers = await collected('light', [{ fault: 'pulse-id-restart' }]);
  expect([...answers.values()].filter(({ kind }) => kind !== 'reading')).toEqual([]);
});
