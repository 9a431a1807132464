import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { countKeptFiles } from '../../core/capture/kept-files.ts';
import { pathFor } from '../../core/hdf5/path.ts';
import type { Pulse } from '../../core/pulses/pulse.ts';
import { prepareOutgoing } from '../../core/upload/outgoing.ts';
import { channel, number, numbers, reading, root } from '../hdf5/samples.ts';
import { type Proving, proveAll, type Sending } from './proving.ts';

const proving = proveAll();
/** So many different numbers that their compressed bytes are found in the file, and can be spoilt. */
const noise = Array.from({ length: 256 * 256 }, (_, n) => (n * 40_503) % 65_536);
const channels = ['IMAGE', 'S1', 'S2'];

/** As the exporter writes it, compressed; `spoil` then changes what it likes in it, as a bad disk would. */
async function sendOwn(on: Proving, second: number, spoil: (path: string) => void = () => undefined): Promise<Sending> {
  const pulse: Pulse = { pulseId: BigInt(second), timestampNs: BigInt(1_750_000_000 + second) * 1_000_000_000n };
  const path = join(on.folder, pathFor(pulse, 'north', 1));
  const file = await on.writer.open({ pulse, path, hdf5: { compression: 'gzip', level: 1, writers: 1 } });
  await file.write(channel('S1', 'scalar'), reading(number('float64', 1)));
  await file.write(channel('S2', 'scalar'), reading(number('float64', 2)));
  await file.write(channel('IMAGE', 'image'), reading({ kind: 'image', data: numbers('uint16', noise, [256, 256]), attributes: {} }));
  await file.seal(root(3));
  spoil(path);
  const at = new Date(Number(pulse.timestampNs / 1_000_000n)).toISOString();
  const [begun] = await on.journal.begin([{ pulse, mode: 'past', metadata: null, at }]);
  return on.sendFile(begun?.captureId ?? '', path, channels, at.replace(/\D/g, '').slice(0, 14));
}

/** In the middle of the file there is nothing but the picture. */
function spoilPicture(path: string): void {
  const { length } = readFileSync(path);
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(64, 0xff), 0, 64, length >> 1);
  closeSync(descriptor);
}

test('a file with a channel that cannot be read any more goes without it, as it was otherwise, and stays here as it is', async () => {
  const sent = await sendOwn(proving(), 1, spoilPicture);
  expect(sent.upload).toMatchObject({
    state: 'refused',
    refused: [{ channel: 'IMAGE', sentence: 'IMAGE: HDF5 cannot read it to its end.' }],
  });
  expect(sent.upload.sentence).toContain('It can be sent without IMAGE.');
  const before = readFileSync(sent.path);
  const again = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: ['IMAGE'], by: 'Ann' }));
  expect(again).toMatchObject({ state: 'partly-refused', refused: [{ channel: 'IMAGE', sentence: 'IMAGE: left out by Ann.' }] });
  expect([...(proving().simulated.record(sent.recordId)?.channels.keys() ?? [])]).toEqual(['S1', 'S2']);
  expect(readFileSync(sent.path).equals(before)).toBe(true);
  expect(readdirSync(dirname(sent.path)), 'nothing is left of the copy').toEqual([sent.path.slice(dirname(sent.path).length + 1)]);
  const { attemptsMade, without } = await proving().journal.uploadDetails(sent.captureId);
  expect(attemptsMade).toMatchObject([{ status: 500 }, { status: 201, accepted: ['S1', 'S2'] }]);
  expect(without).toEqual(['IMAGE']);
});

test('where what is left is no better it is not sent, and the other channel is named', async () => {
  const sent = await sendOwn(proving(), 2, spoilPicture);
  const again = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: ['S1'], by: 'Ann' }));
  expect(again).toMatchObject({
    state: 'refused',
    failure: { code: 'VERIFY_FAILED' },
    sentence: expect.stringContaining('leave out IMAGE too'),
  });
  const both = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: ['S1', 'IMAGE'], by: 'Bob' }));
  expect(both).toMatchObject({ state: 'partly-refused', refused: [{ sentence: 'S1: left out by Bob.' }, { channel: 'IMAGE' }] });
});

test('what was left out is taken in again, and then the file is in the Gateway as a whole', async () => {
  const { faults } = proving().simulated;
  faults.set('gateway-500', true, { times: 1 });
  const sent = await sendOwn(proving(), 3);
  expect(sent.upload.state, 'by our rules nothing is wrong with it').toBe('waiting');
  faults.set('gateway-500', false);
  const without = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: ['S1'], by: 'Ann' }));
  expect(without).toMatchObject({ state: 'partly-refused', attempts: 2 });
  const whole = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: [], by: 'Ann' }));
  expect(whole).toMatchObject({ state: 'accepted', attempts: 3, refused: [] });
  expect([...(proving().simulated.record(sent.recordId)?.channels.keys() ?? [])].sort()).toEqual(channels);
});

test('a file that is gone is refused with that', async () => {
  const sent = await sendOwn(proving(), 4, spoilPicture);
  rmSync(sent.path);
  const again = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, { channels: ['IMAGE'], by: 'Ann' }));
  expect(again).toMatchObject({ state: 'refused', failure: { code: 'VERIFY_FAILED' } });
});

test('the copy of an exporter that died while it was sent goes at the next start', async () => {
  const path = join(proving().folder, pathFor({ pulseId: 5n, timestampNs: 1n }, 'north', 1));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'the file');
  let copied = '';
  const copyWithout = async ({ to }: { to: string }) => {
    writeFileSync(to, 'half of its copy');
    copied = to;
    return { bytes: 16 };
  };
  const file = path.slice(proving().folder.length + 1);
  await prepareOutgoing({ file, bytes: 8, without: { channels: ['S1'], by: 'Ann' } }, proving().folder, { copyWithout });
  expect(existsSync(copied)).toBe(true);
  await countKeptFiles(proving().folder);
  expect([existsSync(path), existsSync(copied)]).toEqual([true, false]);
});
