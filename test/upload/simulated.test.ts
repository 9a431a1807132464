import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { startGateway, useSubmittedFiles } from '../simulation/gateway-client.ts';
import { type FileSpec, uint64 } from '../simulation/gateway-files.ts';
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
