import { ExporterError } from '../contract/errors.ts';
import type { ArchiverClient } from '../sources/archiver/client.ts';
import { exactId } from './exact-id.ts';
import { findPulse, type Timeline } from './find-pulse.ts';
import type { PulseSource } from './port.ts';
import { nsPerMs, nsPerSecond, type Pulse } from './pulse.ts';

type Ports = {
  client: Pick<ArchiverClient, 'getData'>;
  pv: string;
  /** Milliseconds since 1970. A wrong clock costs only time: the last sample before the window always comes as well. */
  wallMs?: () => number;
};

const usualWindowNs = 5n * nsPerSecond;
/** Samples may be stamped ahead of this machine's clock. */
const aheadNs = 3600n * nsPerSecond;

/** Pulses from a PV whose samples are pulse IDs, each with the time of its pulse. */
export function createArchiverPulseSource({ client, pv, wallMs = Date.now }: Ports): PulseSource {
  const name = `PV ${pv}`;
  let newestSeenNs = 0n;

  async function around(fromNs: bigint, toNs: bigint, signal: AbortSignal): Promise<Pulse[]> {
    const { samples } = await client.getData(pv, fromNs, toNs, signal);
    const pulses = samples.flatMap(({ timeNs, value }) =>
      value === null || timeNs > toNs ? [] : [{ pulseId: exactId(value, name), timestampNs: timeNs }],
    );
    return pulses.sort((a, b) => (a.timestampNs < b.timestampNs ? -1 : 1));
  }

  async function newest(signal: AbortSignal): Promise<Pulse> {
    const nowNs = BigInt(Math.floor(wallMs())) * nsPerMs;
    const latest = nowNs - usualWindowNs;
    const fromNs = newestSeenNs > latest ? newestSeenNs : latest;
    const pulse = (await around(fromNs, (fromNs > nowNs ? fromNs : nowNs) + aheadNs, signal)).at(-1);
    if (pulse === undefined) throw noPulse(pv);
    newestSeenNs = pulse.timestampNs;
    return pulse;
  }

  const timeline: Timeline = { name, newest, around };
  return {
    newest,
    find: (pulseId, signal) => findPulse(timeline, pulseId, signal),
    async between(fromNs, toNs, limit, signal) {
      return (await around(fromNs, toNs, signal)).filter(({ timestampNs }) => timestampNs >= fromNs).slice(0, limit);
    },
  };
}

function noPulse(pv: string): ExporterError {
  const sentence = `PV ${pv} has no sample in the Archiver, so no pulse is known. Is it archived with MONITOR, and is the timing system running?`;
  return new ExporterError('PULSE_UNKNOWN', sentence, { facts: { pv } });
}
