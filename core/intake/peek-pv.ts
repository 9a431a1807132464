import type { Peek } from '../contract/browse.ts';
import { ExporterError } from '../contract/errors.ts';
import { isoNs } from '../pulses/pulse.ts';
import type { ArchiverClient } from '../sources/archiver/client.ts';
import { bytesOf } from '../sources/value.ts';
import { drawn } from './drawn.ts';
import { valueFacts } from './value-facts.ts';

/** The newest sample, however old it is. */
export async function peekPv(client: ArchiverClient, pv: string, nowNs: bigint, signal: AbortSignal): Promise<Peek> {
  try {
    const { samples, meta } = await client.getData(pv, nowNs, nowNs, signal);
    const sample = samples.at(-1);
    if (sample === undefined)
      return {
        at: null,
        newest: null,
        why: `The Archiver holds no sample of PV ${pv}. Has its sampling begun, and was it ever connected?`,
      };
    const at = isoNs(sample.timeNs);
    if (sample.value === null)
      return { at, newest: null, why: `The newest sample of PV ${pv} is neither number, text, nor an array of one of them.` };
    const { value, alarm, units } = sample;
    return {
      at,
      newest: {
        ...{
          schema: null,
          sourceNames: [],
          value: valueFacts(value),
          picture: drawn(value),
          columns: [],
          pulseId: null,
          bytes: bytesOf(value),
        },
        units: units ?? (meta.get('EGU')?.trim() || null),
        alarm: { severity: alarm.severity, status: alarm.status },
      },
      why: null,
    };
  } catch (error) {
    if (!(error instanceof ExporterError) || error.code !== 'PV_UNKNOWN') throw error;
    return { at: null, newest: null, why: error.message };
  }
}
