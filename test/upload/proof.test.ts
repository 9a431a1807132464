import { describe, expect, it, test } from 'vitest';
import { pixels } from '../simulation/gateway-files.ts';
import { refusedChannels } from '../simulation/gateway-refused-channels.ts';
import { refusedFiles } from '../simulation/gateway-refused-files.ts';
import { channelWords, failing, fileWords, neverSaid } from './gateway-words.ts';
import { proveAll } from './proving.ts';

const proving = proveAll();
/** The Gateway's words that have come over HTTP by one of the tests below. */
const heard = new Set<string>();
const about = (table: readonly (readonly [words: string, about: string])[], words: string) =>
  table.find(([known]) => words === known || (known.includes('\n') && words.startsWith(known.slice(0, known.indexOf('\n')))))?.[1] ??
  'unknown';

describe('a file the Gateway refuses as a whole stays here, and its sentence says why', () => {
  it.each(refusedFiles.filter(([, , status]) => status === 400))('it has %s', async (_, spec, __, detail) => {
    const { upload } = await proving().send(spec);
    heard.add(detail);
    expect(upload).toMatchObject({ state: 'refused', failure: { code: 'GATEWAY_REFUSED' }, refused: [], attempts: 1 });
    expect(upload.sentence).toContain(about(fileWords, detail));
    expect(upload.sentence).toContain(`The Gateway says "${detail.slice(0, 60)}`);
  });
});

describe('a file the Gateway fails over has its guilty channel named, and goes without it when a person says so', () => {
  it.each(refusedFiles.filter(([, , status]) => status === 500))('it has %s', async (why, spec) => {
    const sent = await proving().send(spec);
    heard.add('Unknown error');
    const guilty = Object.keys(spec.channels ?? {});
    expect(sent.upload).toMatchObject({ state: 'refused', attempts: 1, refused: guilty.map((channel) => ({ channel })) });
    expect(sent.upload.sentence).toContain(failing[why] ?? 'is in the table of what our rules say');
    expect(proving().simulated.record(sent.recordId)).toBeNull();
    if (guilty.length === 0) return expect(sent.upload.sentence).toContain('The file stays here.');
    const without = { channels: guilty, by: 'Ann' };
    const again = await proving().again(sent, (uploads) => uploads.leaveOut(sent.captureId, without));
    expect(again).toMatchObject({ state: 'partly-refused', refused: [{ channel: guilty[0], sentence: `${guilty[0]}: left out by Ann.` }] });
    expect([...(proving().simulated.record(sent.recordId)?.channels.keys() ?? [])]).toEqual(['S2']);
  });

  it('it is no HDF5 file', async () => {
    const { upload } = await proving().send({}, { bytes: Buffer.from('no HDF5 at all') });
    expect(upload).toMatchObject({ state: 'refused', refused: [], sentence: expect.stringContaining('it is not an HDF5 file') });
  });
});

describe('a channel the Gateway leaves out is named with a sentence, and the others are in', () => {
  it.each(refusedChannels)('%s', async (_, name, channel, reasons) => {
    const { upload, recordId } = await proving().send({ channels: { [name]: channel } });
    for (const reason of reasons) heard.add(reason);
    expect(upload).toMatchObject({ state: 'partly-refused', refused: [{ channel: name }] });
    for (const reason of reasons) expect(upload.refused[0]?.sentence).toContain(reason);
    expect(upload.refused[0]?.sentence).toContain(about(channelWords, reasons[0] ?? ''));
    expect([...(proving().simulated.record(recordId)?.channels.keys() ?? [])]).toEqual(['S2']);
  });
});

const picture = { type: 'image', datasets: { data: pixels(2, 2) } };

describe('what the Gateway says of a file because of what it has, or of what befalls it', () => {
  it('the same pulse ID at another time: refused', async () => {
    const first = await proving().send({});
    const { pulse } = first.upload;
    const { upload } = await proving().send({ root: { shotnum: { data: BigUint64Array.of(BigInt(pulse.pulseId)), shape: [] } } });
    heard.add('a record with this shotnum already exists');
    expect(upload).toMatchObject({ state: 'refused', sentence: expect.stringContaining('with another time') });
  });

  it('another pulse of the same second, or another area: refused, and never merged', async () => {
    const first = await proving().send({});
    const as = Number(first.upload.pulse.pulseId);
    for (const root of [{ shotnum: { data: BigUint64Array.of(9_999_999n), shape: [] } }, { active_area: 'ea2' }]) {
      const { upload } = await proving().send({ root, channels: { IMAGE: picture } }, { as });
      expect(upload).toMatchObject({ state: 'refused', sentence: expect.stringContaining('another pulse of the same second') });
    }
    heard.add('inconsistent metadata');
    expect([...(proving().simulated.record(first.recordId)?.channels.keys() ?? [])]).toEqual(['S2']);
  });

  it('a channel that another file has brought: partly refused, and the record keeps what came first', async () => {
    const first = await proving().send({});
    const { upload } = await proving().send({ channels: { IMAGE: picture } }, { as: Number(first.upload.pulse.pulseId) });
    heard.add('Channel is already present in existing record');
    expect(upload).toMatchObject({
      state: 'partly-refused',
      refused: [{ channel: 'S2', sentence: expect.stringContaining('from another file') }],
    });
  });

  it.each([
    ['gateway-race', 'Session name already exists for this user.', 'GATEWAY_BUSY', 'same moment'],
    ['gateway-no-manifest', fileNoManifest(), 'GATEWAY_NO_MANIFEST', 'submit one'],
    ['gateway-store-failure', 'Upload to Echo failed', 'GATEWAY_ERROR', 'sent again'],
  ])('%s: it waits, and is accepted at the next attempt', async (fault, words, code, said) => {
    const { faults } = proving().simulated;
    faults.set(fault, true, { times: 1 });
    const sent = await proving().send({ channels: { IMAGE: picture } });
    heard.add(words);
    expect(sent.upload).toMatchObject({ state: 'waiting', failure: { code }, sentence: expect.stringContaining(said) });
    faults.set(fault, false);
    expect(await proving().again(sent)).toMatchObject({ state: 'accepted', attempts: 2, refused: [] });
  });

  it('a version that is newer than the Gateway in its second number is only a warning', async () => {
    expect((await proving().send({ root: { epac_ops_data_version: '1.9' } })).upload).toMatchObject({ state: 'accepted' });
  });
});

test('every word the Gateway has for a file or a channel was provoked, but for those it cannot say', () => {
  const all = [...fileWords, ...channelWords].map(([words]) => words);
  const provoked = [...heard];
  const missing = all.filter((words) => !provoked.some((each) => each.startsWith(words.split('\n')[0] ?? '')));
  expect(missing).toEqual(neverSaid);
});

function fileNoManifest(): string {
  return 'There is no manifest file stored in the database, channel checks against cannot occur unless there is one present';
}
