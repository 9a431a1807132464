import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { uploadTold } from '../../core/capture/upload-told.ts';
import type { UploadFacts } from '../../core/contract/uploads.ts';
import { type FileUpload, fileKey, foldUploads } from '../../core/group/tally/upload-tally.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { startUploads } from '../../core/upload/queue.ts';
import { captured, endWith } from '../journal/samples.ts';
import { useGateways } from '../simulation/gateway-client.ts';
import { uint64, writeFile } from '../simulation/gateway-files.ts';
import { quickClock } from './quick-clock.ts';
import { clientOf, password } from './server.ts';

const pulses = 100;
const numbers = Array.from({ length: pulses }, (_, n) => n + 1);
const timeOf = (n: number) => new Date(1_760_000_000_000 + n * 1000).toISOString();
const exporters = [
  { name: 'anna', channel: 'S1' },
  { name: 'bert', channel: 'S2' },
] as const;
type Exporter = (typeof exporters)[number];

const start = useGateways();

/** Both begin at once: whoever has come waits for the other. */
function createMeeting() {
  const waiting = new Map<string, () => void>();
  return (key: string): Promise<void> => {
    const other = waiting.get(key);
    waiting.delete(key);
    other?.();
    return other === undefined ? new Promise((resolve) => waiting.set(key, resolve)) : Promise.resolve();
  };
}

/** Its own file of each pulse, queued in its own journal. */
async function queued({ name, channel }: Exporter) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const journal = openJournal({ file: ':memory:' });
  onTestFinished(async () => {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const n of numbers) {
    const iso = timeOf(n);
    const file = `${n}.h5`;
    const path = join(folder, file);
    await writeFile(path, { root: { timestamp: iso.replace('.000Z', '+00:00'), shotnum: uint64(BigInt(n)) }, channels: { [channel]: {} } });
    const pulse = { pulseId: BigInt(n), timestampNs: BigInt(Date.parse(iso)) * 1_000_000n };
    const [begun] = await journal.begin([{ pulse, mode: 'past', metadata: null, at: iso }]);
    await journal.finish(begun?.captureId ?? '', endWith([captured(channel)], { file, bytes: statSync(path).size, upload: true }));
  }
  return { folder, journal };
}

test(`two exporters that upload one pulse at the same instant make one merged record, ${pulses} times, and both files are accepted`, async () => {
  const simulated = await start({ now: Date.now, users: [{ ...defaultUser, password }], storeMs: 10 });
  const settings = gatewaySchema.parse({ url: simulated.url, username: 'u', password: { env: 'P' }, secondsBetweenUploads: 0 });
  const meet = createMeeting();

  const ended = await Promise.all(
    exporters.map(async (exporter) => {
      const { folder, journal } = await queued(exporter);
      const client = clientOf({ url: simulated.url });
      const met = new Set<string>();
      const uploads = new Map<string, UploadFacts>();
      const all = Promise.withResolvers<void>();
      const queue = startUploads({
        ...{ settings, journal, dataFolder: folder, clock: quickClock(), random: Math.random, onTrouble: all.reject },
        gateway: {
          async submit(file, signal) {
            if (!met.has(file.path)) await meet(file.path.slice(folder.length));
            met.add(file.path);
            return client.submit(file, signal);
          },
        },
        writer: { inspect: async () => ({ state: 'absent' }), copyWithout: () => Promise.reject(new Error('Nothing is left out.')) },
        pace: () => ({ exporters: exporters.length, schedule: { kind: 'manual' } }),
        emit(event) {
          if (event.type !== 'upload/changed') return;
          uploads.set(event.upload.captureId, event.upload);
          if (uploads.size === pulses && [...uploads.values()].every(({ state }) => state !== 'sending' && state !== 'waiting'))
            all.resolve();
        },
      });
      await all.promise.finally(queue.stop);
      const attempts = await Promise.all(numbers.map((n) => journal.uploadAttempts(String(n))));
      return { ...exporter, uploads: [...uploads.values()], attempts: attempts.flat() };
    }),
  );

  const records = simulated.records().map(({ id, channels }) => ({ id, channels: [...channels.keys()].sort() }));
  expect(records.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    numbers.map((n) => ({ id: timeOf(n).replace(/\D/g, '').slice(0, 14), channels: ['S1', 'S2'] })),
  );
  for (const { uploads } of ended)
    expect(uploads.map(({ state, refused }) => ({ state, refused }))).toEqual(numbers.map(() => ({ state: 'accepted', refused: [] })));

  // The trap was there: one of two first uploads is told that its session exists, and that means only to come again.
  const races = ended.flatMap(({ attempts }) => attempts.filter(({ words }) => words.includes('Session name already exists')));
  expect(races.length).toBeGreaterThan(0);
  expect(races.every(({ state }) => state === 'waiting')).toBe(true);

  for (const n of numbers) {
    const files = ended.flatMap(({ name, uploads }) =>
      uploads.filter(({ captureId }) => captureId === String(n)).map((each): FileUpload => ({ ...uploadTold(each), exporter: name })),
    );
    const shares = files.map(({ exporter, file }) => ({ exporter, files: [file] }));
    const known = new Map(files.map((file) => [fileKey(file), file]));
    expect(foldUploads({ shares, known, judged: true, localOnly: null })).toMatchObject({
      state: 'accepted',
      sentence: 'All 2 files are in the Gateway.',
    });
  }
}, 120_000);
