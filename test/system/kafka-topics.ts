import type { ChannelInput } from '../../core/simulation/devices/device.ts';
import type { SettingsInput } from '../../core/simulation/settings.ts';
import type { BrokerClient, TestMessage } from '../broker/broker-client.ts';
import { messageOf, pulseOf, timeOfPulse } from '../sources/kafka/stage.ts';

/** Pulse n of the stage as commands know it. */
export const stagePulse = (n: number) => ({ pulseId: String(pulseOf(n).pulseId), timestampNs: String(pulseOf(n).timestampNs) });

/** A message of pulse n as it stands in Kafka 5 ms after it. */
export function sent(n: number, made: Parameters<typeof messageOf>[1] = {}, more: Partial<TestMessage> = {}): TestMessage {
  return { value: messageOf(n, made), timestampMs: timeOfPulse(n) + 5, ...more };
}

export function onTopic(name: string, topic: string, more: Partial<ChannelInput> & { sourceName?: string } = {}): ChannelInput {
  const { sourceName, ...rest } = more;
  return { name, type: 'scalar', source: { kind: 'kafka', topic, ...(sourceName !== undefined && { sourceName }) }, ...rest };
}

/** Settings for channels on topics of a test's own, one device each where not grouped. The pulses come from the first topic. */
export function settingsOf(
  broker: Pick<BrokerClient, 'brokers'>,
  devices: Record<string, ChannelInput[]>,
  more: Partial<SettingsInput> = {},
) {
  const [first] = Object.values(devices).flat();
  const topic = first?.source.kind === 'kafka' ? first.source.topic : '';
  const fixed = { kind: 'fixed' as const, value: 'none' };
  return {
    ...{
      name: 'system',
      dataFolder: 'data',
      sources: { kafka: { brokers: broker.brokers } },
      pulseSource: { kind: 'kafka' as const, topic },
    },
    ...{ metadata: { activeArea: fixed, activeExperiment: fixed }, settleMs: 300 },
    devices: Object.entries(devices).map(([name, channels]) => ({ name, channels })),
    ...more,
  } satisfies SettingsInput;
}

/** 2048 pixels wide; different for each camera and pulse. */
export function pixels(n: number, camera: number, height = 2048) {
  const data = new Uint16Array(2048 * height);
  for (let at = 0; at < data.length; at++) data[at] = at * (camera + 3) + n;
  return { dtype: 'uint16' as const, shape: [height, 2048], bytes: new Uint8Array(data.buffer) };
}
