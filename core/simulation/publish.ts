import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { toFailure } from '../contract/errors.ts';
import { type SimulatedArchiver, startSimulatedArchiver } from './archiver/server.ts';
import { pulseAt } from './beat.ts';
import { createFacility, type Facility } from './facility.ts';
import { type PublishArguments, readArguments, usage } from './publish-arguments.ts';
import { connectPublisher, type Publisher } from './publisher.ts';
import { settingsFor } from './settings.ts';

/** `npm run simulate`: runs until the time is over, Ctrl-C, or the broker is lost. */
const tickMs = 50;

function nowNs(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}

async function run(given: PublishArguments, signal: AbortSignal): Promise<void> {
  const facility = createFacility({ seed: given.seed, load: given.load, devices: given.devices, faults: given.fault });
  const archiver = await startSimulatedArchiver(facility, { now: nowNs, port: given['archiver-port'] });
  try {
    if (given['settings-out'] !== undefined) await writeSettings(given['settings-out'], facility, given.brokers, archiver);
    const publisher = await connectPublisher(facility, { brokers: given.brokers, createTopics: given['create-topics'] });
    console.log(
      `Publishing ${facility.devices.length} devices on ${facility.topics.size} topics to ${given.brokers.join(', ')}. Ctrl-C ends it.`,
    );
    console.log(`Archiver: ${archiver.retrievalUrl} with ${facility.pvs.size} PVs, management: ${archiver.managementUrl}`);
    try {
      await beat(publisher, given.seconds, signal);
    } finally {
      await publisher.close();
    }
  } finally {
    await archiver.stop();
  }
}

async function beat(publisher: Publisher, seconds: number, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  let told = started;
  let since = { messages: 0, bytes: 0 };
  while (!signal.aborted && performance.now() - started < seconds * 1000) {
    const { messages, bytes } = await publisher.upTo(nowNs());
    since = { messages: since.messages + messages, bytes: since.bytes + bytes };
    const elapsed = performance.now() - told;
    if (elapsed >= 1000) {
      const perSecond = (n: number): string => ((n * 1000) / elapsed).toFixed(1);
      console.log(`pulse ${pulseAt(nowNs())}: ${perSecond(since.messages)} messages/s, ${perSecond(since.bytes / 1e6)} MB/s`);
      told = performance.now();
      since = { messages: 0, bytes: 0 };
    }
    await sleep(tickMs);
  }
}

async function writeSettings(file: string, facility: Facility, brokers: string[], archiver: SimulatedArchiver): Promise<void> {
  const { retrievalUrl, managementUrl } = archiver;
  const settings = settingsFor(facility, {
    ...{ name: 'exporter-1', dataFolder: 'data', schedule: { kind: 'seconds', every: 3 } },
    real: { brokers, retrievalUrl, managementUrl },
  });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  console.log(`Settings for an exporter of this facility: ${file}`);
}

// kafkajs 2.2.4 sets negative timeouts, of which Node 24 warns once; nothing follows from it here.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'TimeoutNegativeWarning') console.error(warning);
});

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());

try {
  const given = readArguments(process.argv.slice(2));
  if (given === 'help') console.log(usage);
  else await run(given, stopping.signal);
} catch (error) {
  console.error(toFailure(error).message);
  process.exitCode = 1;
}
