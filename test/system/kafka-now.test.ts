import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CaptureSummary } from '../../core/contract/api.ts';
import { pulsePv } from '../../core/simulation/devices/timing-device.ts';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { inFile, measured } from './kafka-expected.ts';
import { missed, openSystem, type SystemUnderTest } from './kafka-exporter.ts';
import { facilityOn, pulseOf } from './kafka-facility.ts';

await describeWithOwnBroker('a pulse of now on a real broker', {}, (broker) => {
  const { facility, k, publish, live, settings } = facilityOn(broker, { seed: 4, devices: 45 });
  const now = k + 1;
  const [inTime = '', late = '', never = ''] = facility.devices.map(({ name }) => name).filter((name) => name.includes('CAM'));
  const from = (devices: readonly string[]) => (topic: string) => devices.some((device) => topic === device.toLowerCase());

  beforeAll(async () => {
    await publish(k - 20, k);
    await publish(now, now, (topic) => !from([inTime, late, never])(topic));
  });

  test('waits for messages until the settle time is over, tells the late from the missing, and takes the rest', async () => {
    const system = await openSystem(settings({ settleMs: 5000 }));
    const { captureId } = await system.exporter.captureNow({});
    await publish(now, now, from([inTime]));
    const { capture } = await system.until('capture/finished');
    await publish(now, now, from([late]));

    expect(capture).toMatchObject({ captureId, mode: 'live', verdict: 'partial', pulse: pulseOf(now) });
    expect(missed(await system.exporter.getCapture({ captureId }))).toEqual([`${late} missing`, `${never} missing`].sort());
    const { [late]: _, [never]: __, ...rest } = measured(facility, now);
    expect(await inFile(system.pathOf(capture.file))).toEqual(rest);

    await system.until('capture/amended');
    const amended = await system.exporter.getCapture({ captureId });
    expect(missed(amended)).toEqual([`${late} late`, `${never} missing`].sort());
    const sentences = amended.outcomes.filter(({ code }) => code !== 'captured').map(({ sentence }) => sentence);
    expect(sentences).toContainEqual(expect.stringMatching(`^${late}: its reading came .* after the pulse, too late for the file`));
    expect(sentences).toContainEqual(
      expect.stringMatching(`^${never}: no message for pulse ${now}; the nearest \\(pulse ${k}\\) is 100 ms older than the pulse`),
    );
  });

  test.each([
    ['every third pulse', { kind: 'pulses', every: 3, count: 3 }, { kind: 'kafka', topic: 'facility-pulses' }],
    ['a pulse each half second', { kind: 'seconds', every: 0.5, count: 3 }, { kind: 'kafka', topic: 'facility-pulses' }],
    ['every fifth pulse, as a PV tells', { kind: 'pulses', every: 5, count: 3 }, { kind: 'archiver', pv: pulsePv }],
  ] as const)('the schedule takes %s as it happens', async (_, schedule, pulseSource) => {
    onTestFinished(await live());
    const system = await openSystem(settings({ schedule, pulseSource, settleMs: 15_000 }));
    await system.until('schedule/changed', (event) => event.schedule.kind === 'manual');
    await system.exporter.whenIdle();
    const captures = (await system.exporter.listCaptures({ limit: 10 })).reverse();
    expect(await Promise.all(captures.map((capture) => whatIsMissed(system, capture)))).toEqual([[], [], []]);
    expect(captures.map(({ mode, verdict }) => `${mode} ${verdict}`)).toEqual(Array(3).fill('live complete'));
    const [a = 0, b = 0, c = 0] = captures.map(({ pulse }) => Number(pulse.pulseId));
    if (schedule.kind === 'pulses') expect([(b - a) % schedule.every, (c - b) % schedule.every]).toEqual([0, 0]);
    expect(b - a).toBeGreaterThanOrEqual(schedule.kind === 'pulses' ? schedule.every : 1);
  });

  test('"now" by the PV is the newest pulse of the Archiver', async () => {
    onTestFinished(await live());
    const system = await openSystem(settings({ pulseSource: { kind: 'archiver', pv: pulsePv }, settleMs: 15_000 }));
    const before = Math.floor(Date.now() / 100);
    const { captureId } = await system.exporter.captureNow({ waitForEnd: true });
    const capture = await system.exporter.getCapture({ captureId });
    expect(missed(capture)).toEqual([]);
    expect(Number(capture.pulse.pulseId)).toBeGreaterThan(before - 5);
  });
});

async function whatIsMissed({ exporter }: SystemUnderTest, { captureId }: CaptureSummary): Promise<string[]> {
  return missed(await exporter.getCapture({ captureId }));
}
