import { milliseconds } from '../../capture/match.ts';
import type { ChannelSearch } from './channel-search.ts';
import type { PartitionSearch } from './partition-search.ts';

/** Messages below the first position, for a pulse that should have been above it. */
const mostBack = 64;
/** The newest before the pulse may be far below where one topic carries many sources. */
const mostBackForLast = 16_384;

/** Could what this channel looks for still lie below what was looked at? Pure. */
export function mayLieBelow(channel: ChannelSearch, partition: PartitionSearch): boolean {
  const { bottom } = partition;
  if (partition.atStart) return false;
  const { settings, window, pulse, leewayMs } = channel.task;
  const { match } = settings;
  if (match.kind === 'last') {
    const oldest = window.pulseMs - match.maxAgeMs - leewayMs;
    if (partition.steppedBack >= mostBackForLast) return false;
    return bottom === null || bottom.kafkaMs > Math.max(oldest, channel.best?.kafkaMs ?? oldest);
  }
  if (match.kind === 'pulse-id' && channel.best !== null) return false;
  if (bottom === null) return partition.steppedBack < mostBack;
  if (partition.coveredFromMs > window.floorMs) return true;
  const settle = window.ceilingMs - window.pulseMs;
  if (partition.steppedBack >= mostBack || bottom.kafkaMs < window.floorMs - settle) return false;
  return bottomTime(channel, partition) > pulse.timestampNs - reachBefore(channel);
}

/** The first message looked at is already past the pulse: no need to look ahead before looking back. */
export function startsPast(channel: ChannelSearch, partition: PartitionSearch): boolean {
  return partition.bottom !== null && bottomTime(channel, partition) > channel.task.pulse.timestampNs;
}

function bottomTime({ task }: ChannelSearch, { bottom }: PartitionSearch): bigint {
  return (bottom?.timeNs ?? 0n) - milliseconds(task.settings.clockOffsetMs);
}

function reachBefore({ task, best }: ChannelSearch): bigint {
  if (task.settings.match.kind !== 'nearest') return milliseconds(task.leewayMs);
  if (best === null) return milliseconds(task.settings.match.toleranceMs);
  const apart = best.reading.timeNs - task.pulse.timestampNs;
  return apart < 0n ? -apart : apart;
}
