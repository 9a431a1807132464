import { createArchiverPulseSource } from '../../core/pulses/archiver.ts';
import { createKafkaPulseSource } from '../../core/pulses/kafka.ts';
import { nsPerMs, type Pulse } from '../../core/pulses/pulse.ts';
import { archiverSchema } from '../../core/settings/sources.ts';
import { startSimulatedArchiver } from '../../core/simulation/archiver/server.ts';
import { timeOfPulse } from '../../core/simulation/beat.ts';
import { pulsePv, pulseTopic } from '../../core/simulation/devices/timing-device.ts';
import { createFacility, latencyNs } from '../../core/simulation/facility.ts';
import { createSimulatedPulses } from '../../core/simulation/pulses.ts';
import { createSimulatedLog } from '../../core/simulation/topic-log.ts';
import { createArchiverClient } from '../../core/sources/archiver/client.ts';
import { pulseSourceConformance } from './pulse-source.conformance.ts';

const newestAt = 17_900_000_000;
const clock = { now: () => timeOfPulse(newestAt) + 90n * nsPerMs, retentionSeconds: 600 };
const pulses: Pulse[] = Array.from({ length: 400 }, (_, i) => ({
  pulseId: BigInt(newestAt - 399 + i),
  timestampNs: timeOfPulse(newestAt - 399 + i),
}));
const facility = createFacility({ seed: 1, devices: 2 });

pulseSourceConformance('the simulated facility itself', async () => ({ pulses, source: createSimulatedPulses(facility, clock) }));

pulseSourceConformance('a topic of the simulated facility', async () => {
  const arrivedNs = timeOfPulse(newestAt) + latencyNs(facility, pulseTopic, newestAt) + 5n * nsPerMs;
  const log = createSimulatedLog(facility, { ...clock, now: () => arrivedNs });
  return { pulses, source: createKafkaPulseSource({ log, topic: pulseTopic }), close: () => log.close() };
});

pulseSourceConformance('a PV of the simulated facility', async () => {
  const server = await startSimulatedArchiver(facility, clock);
  const client = createArchiverClient(archiverSchema.parse({ retrievalUrl: server.retrievalUrl }));
  const source = createArchiverPulseSource({ client, pv: pulsePv, wallMs: () => Number(clock.now() / nsPerMs) });
  // An IOC's own time stamps lie some nanoseconds off.
  const { samples } = await client.getData(pulsePv, timeOfPulse(newestAt - 400), clock.now(), new AbortController().signal);
  const held = samples.slice(1).map(({ timeNs }, i) => ({ pulseId: BigInt(newestAt - samples.length + 2 + i), timestampNs: timeNs }));
  return { pulses: held, source, close: () => client.close().then(() => server.stop()) };
});
