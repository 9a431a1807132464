import { layoutChannel } from '../../core/hdf5/layout.ts';
import type { ChannelSettings } from '../../core/settings/channel.ts';
import type { Reading } from '../../core/sources/reading.ts';
import type { Value } from '../../core/sources/value.ts';
import { channel, pulse, reading } from './samples.ts';

/** What a channel's reading becomes: attributes by plain value, datasets by name. */
export function layOut(settings: ChannelSettings, value: Value, more: Partial<Reading> = {}) {
  const laidOut = layoutChannel(settings, reading(value, more), pulse);
  if (!laidOut.ok) throw new Error(laidOut.failure.message);
  const attributes = Object.fromEntries(Object.entries(laidOut.group.attributes).map(([name, attribute]) => [name, attribute.value]));
  const datasets = Object.fromEntries(laidOut.group.datasets.map(({ name, ...dataset }) => [name, dataset]));
  return { attributes, datasets };
}

/** The numbers of a laid-out dataset, read as little-endian. */
export function floats(dataset: object | undefined): number[] {
  if (dataset === undefined || !('bytes' in dataset) || !(dataset.bytes instanceof Uint8Array)) throw new Error('no numbers');
  return [...new Float64Array(new Uint8Array(dataset.bytes).buffer)];
}

/** Outcome and code with which a value is left out; the sentence must have the channel's name in it. */
export function refusal(type: ChannelSettings['type'], value: Value, more: Partial<ChannelSettings> = {}): string {
  const settings = channel('A-CHANNEL', type, more);
  const laidOut = layoutChannel(settings, reading(value), pulse);
  if (laidOut.ok) return 'taken';
  if (!laidOut.failure.message.startsWith(`${settings.name}: `)) return `a sentence without the channel: ${laidOut.failure.message}`;
  return `${laidOut.code} ${laidOut.failure.code}`;
}
