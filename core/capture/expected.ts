import type { ChannelOutcome, OutOfService } from '../contract/api.ts';
import type { ChannelSettings, DeviceSettings } from '../settings/schema.ts';

/** A channel with the device it belongs to: what the staff point at. */
export type ExpectedChannel = { device: string; channel: ChannelSettings };

export type Expectation = {
  /** Asked for in this capture. */
  expected: ExpectedChannel[];
  /** Out of service: not asked for, not missed. */
  skipped: ChannelOutcome[];
};

/** `captured` are channels that stand in a file of an earlier attempt; they are neither expected again nor skipped. */
export function expectationOf(
  devices: readonly DeviceSettings[],
  outOfService: Readonly<Record<string, OutOfService>>,
  captured: ReadonlySet<string>,
): Expectation {
  const expected: ExpectedChannel[] = [];
  const skipped: ChannelOutcome[] = [];
  for (const { name: device, channels } of devices) {
    const service = outOfService[device];
    for (const channel of channels) {
      if (captured.has(channel.name)) continue;
      if (service === undefined) expected.push({ device, channel });
      else skipped.push({ channel: channel.name, device, code: 'skipped', sentence: skippedSentence(device, service) });
    }
  }
  return { expected, skipped };
}

function skippedSentence(device: string, { reason, by, until }: OutOfService): string {
  return `${device} is out of service: ${reason} (${by}${until === null ? '' : `, until ${until}`}).`;
}

/** Whose time is over, so that a device comes back by itself. */
export function servicesOver(outOfService: Readonly<Record<string, OutOfService>>, nowMs: number): string[] {
  return Object.entries(outOfService).flatMap(([device, { until }]) => (until !== null && Date.parse(until) <= nowMs ? [device] : []));
}
