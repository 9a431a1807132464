import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChannelOutcome, OutcomeCode } from '../../core/contract/api.ts';
import { readWithH5wasm } from '../hdf5/by-h5wasm.ts';
import { capturedIn } from './kept.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

/** One trouble for each of so many devices, what becomes of its channel, and what its sentence has to say besides the channel's name. */
const troubles: { fault: string; device: string; code: OutcomeCode; says: string }[] = [
  { fault: 'dead-camera', device: 'PM-201-FE-CAM-1', code: 'missing', says: 'topic pm-201-fe-cam-1' },
  { fault: 'colour-image', device: 'PM-202-PA-CAM-1', code: 'refused', says: 'colour' },
  { fault: 'codec-image', device: 'PM-203-MA-CAM-1', code: 'refused', says: 'jpeg' },
  { fault: 'resized-image', device: 'CM-202-CVC-CAM-1', code: 'captured', says: 'topic cm-202-cvc-cam-1' },
  { fault: 'image-as-float', device: 'PM-201-FE-CAM-2', code: 'refused', says: 'float' },
  { fault: 'truncated', device: 'PM-203-MA-SPEC-1', code: 'undecodable', says: 'topic pm-203-ma-spec-1' },
  { fault: 'wrong-type', device: 'PM-201-FE-PD-1', code: 'wrong-type', says: 'text' },
  { fault: 'topic-missing', device: 'PM-202-PA-PD-1', code: 'unreachable', says: 'pm-202-pa-pd-1' },
  { fault: 'topic-forbidden', device: 'PM-201-FE-PD-2', code: 'unreachable', says: 'pm-201-fe-pd-2' },
  { fault: 'wrong-pulse-id', device: 'PM-201-FE-EM-1', code: 'missing', says: 'topic pm-201-fe-em-1' },
  { fault: 'no-pulse-id', device: 'PM-202-PA-DIAG-1', code: 'missing', says: 'no pulse ID' },
  { fault: 'archiver-404', device: 'PM-201-FE-PV-1', code: 'unreachable', says: 'PV PM-201-FE-PV-1:Pressure' },
  { fault: 'archiver-empty', device: 'PM-202-PA-PV-1', code: 'missing', says: 'PV PM-202-PA-PV-1:Temp' },
  { fault: 'archiver-500', device: 'PM-203-MA-PV-1', code: 'unreachable', says: 'PV PM-203-MA-PV-1:Position' },
  { fault: 'archiver-truncated', device: 'CM-202-CVC-PV-1', code: 'unreachable', says: 'PV CM-202-CVC-PV-1:Mode' },
  { fault: 'pv-disconnected', device: 'CM-204-DIA-PV-1', code: 'unreachable', says: 'PV CM-204-DIA-PV-1:Target' },
  { fault: 'archiver-nan', device: 'EA-301-EA1-PV-1', code: 'captured', says: 'PV EA-301-EA1-PV-1:Shots' },
  // These change nothing.
  { fault: 'garbage', device: 'PM-203-MA-EM-1', code: 'captured', says: 'topic pm-203-ma-em-1' },
  { fault: 'unknown-schema', device: 'CM-202-CVC-DIAG-1', code: 'captured', says: 'topic cm-202-cvc-diag-1' },
  { fault: 'duplicates', device: 'PM-203-MA-EM-3', code: 'captured', says: 'topic pm-203-ma-em-3' },
  { fault: 'out-of-order', device: 'CM-202-CVC-DIAG-3', code: 'captured', says: 'topic cm-202-cvc-diag-3' },
  { fault: 'clock-offset', device: 'PM-202-PA-EM-2', code: 'captured', says: 'topic pm-202-pa-em-2' },
];

test('each trouble of a device is told by its channel and its source, and spoils nothing else', async () => {
  const facility = simulate({ devices: 60, settleMs: 1500, faults: troubles.map(({ fault, device }) => ({ fault, device })) });
  const { capture } = await run(facility);
  const taken = await capture();
  const outcomes = new Map(taken.outcomes.map((outcome) => [outcome.channel, outcome]));
  const told = troubles.map(({ fault, device, says }) => seen(fault, device, says, outcomes.get(device)));
  expect(told).toEqual(troubles.map(({ fault, device, code }) => ({ fault, device, code, names: true, says: true })));

  const troubled = new Set(troubles.filter(({ code }) => code !== 'captured').map(({ device }) => device));
  expect(taken.verdict).toBe('partial');
  expect(capturedIn(taken)).toEqual(facility.channels.filter((channel) => !troubled.has(channel)));
  const { groups } = await readWithH5wasm(join(facility.dataFolder, taken.file ?? ''));
  expect(Object.keys(groups).sort()).toEqual(capturedIn(taken));
});

function seen(fault: string, device: string, says: string, outcome: ChannelOutcome | undefined) {
  const sentence = outcome?.sentence ?? '';
  if (!sentence.includes(device) || !sentence.includes(says)) console.log(`${fault}: ${sentence}`);
  return { fault, device, code: outcome?.code, names: sentence.includes(device), says: sentence.includes(says) };
}

test('a device that misses pulses is captured at those it measured, and named at the others', async () => {
  const facility = simulate({ faults: [{ fault: 'skipped-pulses', device: 'PM-201-FE-CAM-1' }] });
  const { capture, exporter } = await run(facility);
  const { pulse } = await capture();
  const newest = BigInt(pulse.pulseId);
  const codes = [];
  for (const id of [newest - 20n, newest - 19n]) {
    const { outcomes } = await capture(String(id));
    codes.push(outcomes.find(({ channel }) => channel === 'PM-201-FE-CAM-1')?.code);
  }
  expect(codes.sort()).toEqual(['captured', 'missing']);
  await exporter.stop();
});

test('a camera slower than the settle time is named late as soon as its reading is there', async () => {
  const facility = simulate({ faults: [{ fault: 'late-camera', device: 'PM-201-FE-CAM-1' }] });
  const { capture, exporter, next } = await run(facility);
  const amended = next('capture/amended');
  const taken = await capture();
  expect(taken.outcomes.find(({ channel }) => channel === 'PM-201-FE-CAM-1')).toMatchObject({ code: 'missing' });
  expect((await amended).outcomes).toMatchObject([{ channel: 'PM-201-FE-CAM-1', code: 'late', sentence: expect.stringContaining('5') }]);
  const kept = await exporter.getCapture({ captureId: taken.captureId });
  expect(kept).toMatchObject({ verdict: 'partial', counts: { late: 1 }, file: taken.file });
  const again = await capture(taken.pulse.pulseId);
  expect(again).toMatchObject({ attempt: 2, verdict: 'complete', expected: 1, captured: 1 });
});
