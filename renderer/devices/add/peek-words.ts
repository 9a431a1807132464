import type { Newest, PeekSource, ValueFacts } from '../../../core/contract/browse.ts';
import type { SetupFacts } from '../../../core/contract/devices.ts';

/** "image of 960 × 1280 uint16". */
export function valueWords({ kind, dtype, shape, shown }: ValueFacts): string {
  if (shown !== null) return `${dtype ?? kind} ${shown}`;
  const size = shape.join(' × ');
  if (kind === 'table') return `table of ${size} columns`;
  if (kind === 'encoded-image') return `image, compressed (${dtype ?? 'unknown codec'})`;
  return [
    kind === 'xy' ? 'curve' : kind === 'texts' ? 'list of texts' : kind,
    ...(size === '' ? [] : ['of', size]),
    ...(dtype === null ? [] : [dtype]),
  ].join(' ');
}

/** In the words of EPICS, of which two say that all is well. */
export function alarmWords(alarm: Newest['alarm']): string {
  if (alarm === null) return 'not told';
  return alarm.severity === 'NONE' || alarm.severity === 'NO_ALARM' ? 'none' : `${alarm.severity}, ${alarm.status}`;
}

/** Names of channels that are read from it already. */
export function channelsOf(setup: SetupFacts | null, source: PeekSource): string[] {
  const isIt = (of: PeekSource) =>
    source.kind === 'kafka' ? 'topic' in of && of.topic === source.topic : 'pv' in of && of.pv === source.pv;
  return (setup?.devices ?? []).flatMap(({ channels }) => channels.filter((channel) => isIt(channel.source)).map(({ name }) => name));
}
