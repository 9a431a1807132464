import { createReadStream, openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { systemClock } from '../../../core/clock.ts';
import { createJournal } from '../../../core/journal/journal.ts';
import { sourceWorkers } from '../../../core/open-exporter.ts';
import { fromFacts } from '../../../core/pulses/pulse.ts';
import { gatewaySchema } from '../../../core/settings/gateway.ts';
import { defaultUser } from '../../../core/simulation/gateway/users.ts';
import { createGateway } from '../../../core/upload/client.ts';
import { startUploads } from '../../../core/upload/queue.ts';
import { type SentFile, senderTaskSchema, type Way } from './task.ts';

/** Sends files to a Gateway in the way its task says, in a process whose memory is nobody else's. */
const task = senderTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const at = '2026-01-01T00:00:00.000Z';
/** Each prepares what is not measured, and gives what is. */
const ways: Record<Way, () => Promise<() => Promise<void>>> = { exporter: asExporter, fetch: withFetch, read: onlyReading };

const send = await ways[task.way]();
process.once('message', () => {
  measured().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.send?.('ready');

async function measured(): Promise<void> {
  const beforeBytes = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const started = performance.now();
  await send();
  const elapsedMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ elapsedMs, cpuMs: (user + system) / 1000, beforeBytes, peakBytes: process.resourceUsage().maxRSS * 1024 });
  process.disconnect();
}

async function asExporter(): Promise<() => Promise<void>> {
  const { files, channels, url, password, folder } = task;
  const journal = await createJournal({ file: join(folder, 'journal.sqlite'), workerUrl: sourceWorkers.journal });
  for (const file of files) await queued(journal, file, channels);
  const settings = gatewaySchema.parse({ url, username: defaultUser.username, password: { env: 'P' }, secondsBetweenUploads: 0 });
  const gateway = createGateway(settings, { password }, { env: {} });
  const unwanted = () => Promise.reject(new Error('No file of the bench is to be looked at again.'));
  return async () => {
    const uploads = startUploads({
      ...{ settings, gateway, journal, clock: systemClock, dataFolder: folder, random: Math.random, emit: () => undefined },
      ...{ writer: { inspect: unwanted, copyWithout: unwanted }, pace: () => ({ exporters: 1, schedule: { kind: 'manual' } }) },
      onTrouble: (error) => console.error(error),
    });
    await uploads.whenIdle();
    await uploads.stop();
    const arrived = await journal.listUploads({ limit: 1000, states: ['accepted'] });
    if (arrived.length !== files.length) throw new Error(`Only ${arrived.length} of ${files.length} files have arrived.`);
    await gateway.close();
    await journal.close();
  };
}

type Journal = Awaited<ReturnType<typeof createJournal>>;

async function queued(journal: Journal, { path, bytes, ...pulse }: SentFile, channels: readonly string[]): Promise<void> {
  const [begun] = await journal.begin([{ pulse: fromFacts(pulse), mode: 'past', metadata: null, at }]);
  const outcomes = channels.map((channel) => ({ channel, device: channel, code: 'captured' as const, sentence: '' }));
  const end = { verdict: 'complete', expected: outcomes.length, file: path.slice(task.folder.length + 1), bytes } as const;
  await journal.finish(begun?.captureId ?? '', { ...end, phases: {}, failure: null, outcomes, at, upload: true });
}

async function withFetch(): Promise<() => Promise<void>> {
  const { files, url, password } = task;
  const body = JSON.stringify({ username: defaultUser.username, password });
  const login = await fetch(`${url}/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const token = z.string().parse(await login.json());
  return async () => {
    for (const { path } of files) {
      const form = new FormData();
      form.set('file', await openAsBlob(path), basename(path));
      const answer = await fetch(`${url}/submit/hdf`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
      const said = await answer.text();
      if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${said}`);
    }
  };
}

async function onlyReading(): Promise<() => Promise<void>> {
  return async () => {
    for (const { path } of task.files) for await (const _ of createReadStream(path, { highWaterMark: 256 * 1024 }));
  };
}
