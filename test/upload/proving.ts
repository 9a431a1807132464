import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { UploadFacts } from '../../core/contract/uploads.ts';
import { checksumOf, checksumText } from '../../core/hdf5/group.ts';
import type { FileWriter } from '../../core/hdf5/port.ts';
import { createFileWriter } from '../../core/hdf5/writer.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { gatewaySchema } from '../../core/settings/gateway.ts';
import type { SimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { createGateway } from '../../core/upload/client.ts';
import type { Gateway } from '../../core/upload/port.ts';
import { startUploads, type Uploads } from '../../core/upload/queue.ts';
import { captured, endWith } from '../journal/samples.ts';
import { startGateway } from '../simulation/gateway-client.ts';
import { type FileSpec, type GroupSpec, uint64, writeFile } from '../simulation/gateway-files.ts';
import { quickClock } from './quick-clock.ts';
import { password } from './server.ts';

/** A channel as this exporter writes it: with the checksum by which a copy is proved. */
export const good: GroupSpec = {
  datasets: { data: 1.5 },
  attributes: { checksum: checksumText([['data', checksumOf(new Uint8Array(Float64Array.of(1.5).buffer))]]) },
};

export type Sending = { captureId: string; path: string; recordId: string; upload: UploadFacts };

/** The whole way of a file, but for its capture: journal, queue, client, HTTP, the Gateway's rules, and our own check of what it failed over. */
export class Proving {
  readonly folder = mkdtempSync(join(tmpdir(), 'proving-'));
  readonly journal: Journal = openJournal({ file: ':memory:' });
  readonly writer: FileWriter = createFileWriter({ workerUrl: new URL('../../core/hdf5/worker.ts', import.meta.url), workers: 1 });
  readonly simulated: SimulatedGateway;
  readonly #client: Gateway;
  #second = 0;

  private constructor(simulated: SimulatedGateway) {
    this.simulated = simulated;
    this.#client = createGateway(this.#settings(), { password }, { env: {} });
  }

  static async start(): Promise<Proving> {
    return new Proving(await startGateway({ now: Date.now, users: [{ ...defaultUser, password }] }));
  }

  async stop(): Promise<void> {
    await this.#client.close();
    await this.simulated.stop();
    await this.writer.close();
    await this.journal.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Each file has a record of its own, if `root` says nothing else; and S2, which is right. */
  async send({ root, channels }: FileSpec, more: { bytes?: Uint8Array; as?: number } = {}): Promise<Sending> {
    const second = more.as ?? ++this.#second;
    const iso = new Date(1_760_000_000_000 + second * 1000).toISOString();
    const spec = {
      root: { timestamp: iso.replace('.000Z', '+00:00'), shotnum: uint64(BigInt(second)), ...root },
      channels: { S2: good, ...channels },
    };
    const pulse = { pulseId: BigInt(second), timestampNs: BigInt(Date.parse(iso)) * 1_000_000n };
    const [begun] = await this.journal.begin([{ pulse, mode: 'past', metadata: null, at: iso }]);
    const captureId = begun?.captureId ?? '';
    const path = join(this.folder, `${captureId}.h5`);
    if (more.bytes === undefined) await writeFile(path, spec);
    else writeFileSync(path, more.bytes);
    return this.sendFile(captureId, path, Object.keys(spec.channels), iso.replace(/\D/g, '').slice(0, 14));
  }

  async sendFile(captureId: string, path: string, channels: readonly string[], recordId: string): Promise<Sending> {
    const file = path.slice(this.folder.length + 1);
    await this.journal.finish(captureId, endWith(channels.map(captured), { file, bytes: statSync(path).size, upload: true }));
    return { captureId, path, recordId, upload: await this.settled(captureId) };
  }

  /** Once more, after what was wanted of it. */
  async again({ captureId }: Sending, wanted: (uploads: Uploads) => Promise<void> = () => Promise.resolve()): Promise<UploadFacts> {
    return this.settled(captureId, wanted);
  }

  /** What becomes of the next attempt. */
  async settled(captureId: string, wanted: (uploads: Uploads) => Promise<void> = () => Promise.resolve()): Promise<UploadFacts> {
    const before = (await this.journal.uploadOf(captureId))?.attempts ?? 0;
    const found = Promise.withResolvers<UploadFacts>();
    const uploads = startUploads({
      ...{ gateway: this.#client, settings: this.#settings(), journal: this.journal, writer: this.writer, dataFolder: this.folder },
      ...{ clock: quickClock(), random: () => 0.5, pace: () => ({ exporters: 1, schedule: { kind: 'manual' } }), onTrouble: found.reject },
      emit(event) {
        if (event.type !== 'upload/changed' || event.upload.captureId !== captureId) return;
        const { state, attempts } = event.upload;
        if (attempts > before && state !== 'sending' && state !== 'queued') found.resolve(event.upload);
      },
    });
    try {
      await wanted(uploads);
      return await found.promise;
    } finally {
      await uploads.stop();
    }
  }

  #settings() {
    const account = { username: defaultUser.username, password: { env: 'P' } };
    return gatewaySchema.parse({ url: this.simulated.url, ...account, secondsBetweenUploads: 0 });
  }
}

/** One for all tests of a file. */
export function proveAll(): () => Proving {
  let proving: Proving | null = null;
  beforeAll(async () => {
    proving = await Proving.start();
  });
  afterAll(() => proving?.stop());
  return () => {
    if (proving === null) throw new Error('It has not begun.');
    return proving;
  };
}
