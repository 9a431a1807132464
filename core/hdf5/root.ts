import { ExporterError } from '../contract/errors.ts';
import { isoNs, nsPerSecond, type Pulse } from '../pulses/pulse.ts';
import { type Attributes, int, text } from './attribute.ts';
import { missedText } from './missed.ts';
import { isExact } from './numbers.ts';
import type { RootFacts } from './port.ts';

/** Attributes of the file's root: the Gateway's five, then those by which the file explains itself. */
export function rootAttributes(pulse: Pulse, root: RootFacts): Attributes {
  checkPulse(pulse);
  return {
    epac_ops_data_version: text('1.2'),
    timestamp: text(timestampText(pulse, root.digits)),
    shotnum: { kind: 'uint64', value: pulse.pulseId },
    active_area: text(root.metadata.activeArea),
    active_experiment: text(root.metadata.activeExperiment),
    exporter: text(root.exporter),
    exporter_version: text(root.exporterVersion),
    attempt: int(root.attempt),
    pulse_timestamp_ns: int(pulse.timestampNs),
    verdict: text(root.verdict),
    channels_expected: int(root.expected),
    channels_captured: int(root.captured),
    not_captured: text(missedText(root.missed)),
  };
}

/** What is below is cut off, never rounded. The Gateway merges files of one pulse only where this is the same to its last digit, and "+00:00". */
function timestampText({ timestampNs }: Pulse, digits: RootFacts['digits']): string {
  return `${isoNs(timestampNs).slice(0, digits === 0 ? 19 : 23)}+00:00`;
}

const yearTenThousand = 253_402_300_800n * nsPerSecond;

/** The Gateway passes the pulse ID through a double and keeps it as a signed 64-bit integer. */
export function checkPulse({ pulseId, timestampNs }: Pulse): void {
  if (pulseId < 0n || pulseId >= 2n ** 63n || !isExact(pulseId)) {
    throw new ExporterError(
      'PULSE_ID_NOT_EXACT',
      `Pulse ${pulseId} can't be written: the Gateway would round its ID, and store it as another pulse. Set the timing system to smaller IDs.`,
      { facts: { pulseId: String(pulseId) } },
    );
  }
  if (timestampNs < 0n || timestampNs >= yearTenThousand)
    throw new ExporterError(
      'BAD_REQUEST',
      `Pulse ${pulseId} has the timestamp ${timestampNs} ns, which is not between 1970 and 9999; look at the pulse source.`,
    );
}
