import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathFor } from '../../../core/hdf5/path.ts';
import { createFileWriter } from '../../../core/hdf5/writer.ts';
import { sourceWorkers } from '../../../core/open-exporter.ts';
import { toFacts } from '../../../core/pulses/pulse.ts';
import { channelSchema } from '../../../core/settings/channel.ts';
import { startChild } from '../group/child.ts';
import { median, ms } from '../numbers.ts';
import type { Section } from '../sections.ts';
import { table } from '../table.ts';
import { gatewayFactsSchema, type Sent, type SentFile, sentSchema, type Way } from './task.ts';

/** `pixels` are the rows and columns of each picture, of 2 bytes a pixel. */
type Load = { name: string; files: number; pictures: number; pixels: readonly [number, number]; rounds: number };

const large: Load = { name: 'one file of 200 MB', files: 1, pictures: 10, pixels: [2500, 4000], rounds: 3 };
const many: Load = { name: '500 files of 2 MB', files: 500, pictures: 1, pixels: [1000, 1000], rounds: 1 };
const password = 'of-the-bench-only';
const ways: Record<Way, string> = {
  exporter: "the exporter's uploads (queue and journal on disk)",
  fetch: 'fetch alone: the same requests, nothing kept',
  read: 'only reading the files',
};

export const upload: Section = async (stage, { captures }) => {
  const folder = await stage.newFolder();
  const parts: string[] = [];
  for (const load of captures < 50 ? [large, { ...many, name: '50 files of 2 MB', files: 50 }] : [large, many])
    parts.push(await measure(load, join(folder, load.name.replaceAll(' ', '-'))));
  return parts.join('\n\n');
};

async function measure(load: Load, folder: string): Promise<string> {
  const channels = Array.from({ length: load.pictures }, (_, n) => `CAM-${n + 1}`);
  const files = await written(load, channels, folder);
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const sent: Record<Way, Sent[]> = { read: [], exporter: [], fetch: [] };
  for (let round = 0; round < load.rounds; round += 1)
    for (const way of ['read', 'exporter', 'fetch'] as const) sent[way].push(await sentBy(way, files, channels, folder));
  await rm(folder, { recursive: true, force: true });
  const middle = (way: Way, of: (it: Sent) => number) => median(sent[way].map(of));
  const rows = (['exporter', 'fetch', 'read'] as const).map((way) => {
    const elapsedMs = middle(way, (it) => it.elapsedMs);
    return [
      ways[way],
      ms(elapsedMs),
      ms(megabytes / (elapsedMs / 1000)),
      ms(middle(way, (it) => it.cpuMs)),
      ms(middle(way, (it) => it.peakBytes) / 1e6),
      ms(middle(way, (it) => it.peakBytes - it.beforeBytes) / 1e6),
    ];
  });
  const ratio = middle('exporter', (it) => it.elapsedMs) / middle('fetch', (it) => it.elapsedMs);
  return [
    `### Upload: ${load.name}, ${load.rounds === 1 ? 'once' : `median of ${load.rounds}`}, to a simulated Gateway in another process that reads and judges each file`,
    table(['', 'ms', 'MB/s', 'CPU ms', 'peak memory MB', 'of that while sending'], rows),
    `The exporter takes ${ratio.toFixed(2)} times as long as fetch alone.`,
  ].join('\n');
}

/** Each way has a Gateway of its own, so that none meets the records of another. */
async function sentBy(way: Way, files: readonly SentFile[], channels: readonly string[], folder: string): Promise<Sent> {
  const gateway = await startChild('../upload/gateway.ts', { channels, password });
  try {
    const { url } = await gateway.ask('where', gatewayFactsSchema);
    await rm(join(folder, 'journal.sqlite'), { force: true });
    const sender = await startChild('../upload/sender.ts', { way, files, channels, url, password, folder });
    const sent = await sender.ask('send', sentSchema);
    await sender.stop();
    const { records } = await gateway.ask('records', gatewayFactsSchema);
    if (way !== 'read' && records !== files.length) throw new Error(`The Gateway holds ${records} records of ${files.length} files.`);
    return sent;
  } finally {
    await gateway.stop();
  }
}

/** By the exporter's own writer, one second apart. */
async function written({ files, pixels }: Load, channels: readonly string[], folder: string): Promise<SentFile[]> {
  await mkdir(folder, { recursive: true });
  const writer = createFileWriter({ workerUrl: sourceWorkers.hdf5, workers: 1 });
  const made: SentFile[] = [];
  const bytes = new Uint8Array(new SharedArrayBuffer(2 * pixels[0] * pixels[1]));
  for (let n = 0; n < bytes.length; n += 1) bytes[n] = (n * 31) >> 3;
  const source = { kind: 'kafka', topic: 'bench' } as const;
  const provenance = { kind: 'kafka', topic: 'bench', partition: 0, offset: '0' } as const;
  try {
    for (let n = 0; n < files; n += 1) {
      const pulse = { pulseId: BigInt(n + 1), timestampNs: BigInt(1_760_000_000 + n) * 1_000_000_000n };
      const path = join(folder, pathFor(pulse, 'bench', 1));
      const file = await writer.open({ pulse, path, hdf5: { compression: 'none', level: 1, writers: 1 } });
      for (const name of channels)
        await file.write(channelSchema.parse({ name, type: 'image', source }), {
          value: { kind: 'image', data: { dtype: 'uint16', shape: pixels, bytes }, attributes: {} },
          ...{ pulseId: pulse.pulseId, timeNs: pulse.timestampNs, timeBasis: 'pulse-time', arrivedNs: null, alarm: null, units: null },
          ...{ precision: null, provenance, slots: [] },
        });
      const sealed = await file.seal({
        ...{ metadata: { activeArea: 'ea1', activeExperiment: 'bench' }, exporter: 'bench', exporterVersion: 'bench', attempt: 1 },
        ...{ verdict: 'complete', expected: channels.length, captured: channels.length, missed: [], digits: 0 },
      });
      made.push({ path, bytes: sealed.bytes, ...toFacts(pulse) });
    }
  } finally {
    await writer.close();
  }
  return made;
}
