import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { checkLayout } from '../../core/hdf5/check-layout.ts';
import { getFile } from '../../core/hdf5/get.ts';
import { createScratch, loadH5 } from '../../core/hdf5/h5.ts';
import type { Finding } from '../../core/hdf5/port.ts';
import type { SimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { judgeUpload } from '../../core/upload/judge.ts';
import type { UploadVerdict } from '../../core/upload/verdict.ts';
import { startGateway, useSubmittedFiles } from '../simulation/gateway-client.ts';
import { type FileSpec, uint64 } from '../simulation/gateway-files.ts';
import { refusedChannels } from '../simulation/gateway-refused-channels.ts';
import { refusedFiles } from '../simulation/gateway-refused-files.ts';
import { sentFile, when } from './judged.ts';
import { always, clientOf, fileOf, password } from './server.ts';

const content = useSubmittedFiles();
let simulated: SimulatedGateway;
beforeAll(async () => {
  simulated = await startGateway({ now: Date.now, users: [{ ...defaultUser, password }] });
});
afterAll(() => simulated.stop());

/** Each file has a record of its own: a second and a pulse ID. */
let second = 0;
function ownRecord({ root, channels }: FileSpec): FileSpec {
  const timestamp = new Date(1_760_000_000_000 + ++second * 1000).toISOString().replace('.000Z', '+00:00');
  return { root: { timestamp, shotnum: uint64(BigInt(second)), ...root }, channels: { S2: {}, ...channels } };
}

/** By our own rules, as after a 500. */
async function findingsIn(path: string): Promise<Finding[]> {
  const h5 = await loadH5();
  try {
    return checkLayout(getFile(h5, createScratch(h5), path));
  } catch {
    return [{ channel: null, problem: 'HDF5 cannot read it to its end' }];
  }
}

async function uploaded(spec: FileSpec): Promise<{ verdict: UploadVerdict; again: UploadVerdict }> {
  const own = ownRecord(spec);
  const file = await fileOf(await content(own));
  const channels = Object.keys(own.channels ?? {});
  const answer = await clientOf({ url: simulated.url }).submit(file, always);
  const sent = sentFile({ channels });
  const verdict = judgeUpload(answer, sent, when);
  const findings = verdict.kind === 'check-file' ? await findingsIn(file.path) : null;
  return { verdict, again: judgeUpload(answer, sent, when, findings) };
}

describe('a file the Gateway refuses as a whole gets our verdict', () => {
  it.each(refusedFiles)('it has %s', async (_, spec, status, detail) => {
    const { verdict, again } = await uploaded(spec);
    expect(verdict.kind).toBe(status === 500 ? 'check-file' : 'refused');
    expect(again.kind).toBe('refused');
    if (status === 400) expect(again.sentence).toContain(detail.slice(0, 40));
    // What is wrong stands in one channel, or in the root.
    const [guilty] = Object.keys(spec.channels ?? {});
    if (again.kind === 'refused' && status === 500 && guilty !== undefined)
      expect(again.guilty.map(({ channel }) => channel)).toContain(guilty);
    expect(again.sentence).not.toContain('not known here');
  });
});

describe('a channel the Gateway leaves out gets our verdict', () => {
  it.each(refusedChannels)('%s', async (_, name, channel, reasons) => {
    const { verdict } = await uploaded({ channels: { [name]: channel } });
    if (verdict.kind !== 'partly-refused') throw new Error(verdict.sentence);
    expect(verdict.arrived).toEqual(['S2']);
    expect(verdict.refused.map((left) => left.channel)).toEqual([name]);
    expect(verdict.refused[0]?.sentence).toContain(reasons[0]);
    expect(verdict.refused[0]?.sentence).not.toContain('not known here');
  });
});

test('manifest, records and version come from it as the client reads them', async () => {
  const gateway = clientOf({ url: simulated.url });
  const manifest = await gateway.manifest(always);
  expect(manifest.channels.get('IMAGE')).toMatchObject({ type: 'image' });
  expect(manifest.id).toMatch(/^\d{14}$/);
  expect(await gateway.version(always)).toBe('1.1.1');
  const spec = ownRecord({});
  const answer = await gateway.submit(await fileOf(await content(spec)), always);
  if (answer.kind !== 'answered' || answer.recordId === null) throw new Error('no record');
  expect(await gateway.record(answer.recordId, always)).toMatchObject({
    id: answer.recordId,
    shotnum: String(second),
    channels: ['S2'],
    activeArea: 'ea1',
  });
  expect(await gateway.record('20200101000000', always)).toBeNull();
});
