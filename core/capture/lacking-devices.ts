import type { ChannelOutcome } from '../contract/api.ts';

/** Devices of which a channel is missing in all attempts at a pulse together. */
export function lackingDevices(outcomes: readonly Pick<ChannelOutcome, 'channel' | 'device' | 'code'>[]): string[] {
  const had = new Set(outcomes.flatMap(({ channel, code }) => (code === 'captured' || code === 'skipped' ? [channel] : [])));
  return [...new Set(outcomes.flatMap(({ channel, device }) => (had.has(channel) ? [] : [device])))];
}
