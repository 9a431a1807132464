import type { Newest, Peek, PeekSource, ValueFacts } from '../../../core/contract/browse.ts';
import type { ChannelType, DraftChannel } from './draft.ts';

type Columns = { data?: string; x?: string; y?: string };

/** Of a list without an x of its own, more than these are drawn as a curve. */
const vectorMost = 64;
const nearestMs = 100;
const lastMs = 60_000;

/** What a channel of this source would be; null where nothing could be read of it. */
export function suggested(source: PeekSource, { newest }: Peek): DraftChannel | null {
  if (newest === null) return null;
  const columns = columnsOf(newest);
  return {
    ...{ source, sourceName: newest.sourceNames.length > 1 ? (newest.sourceNames[0] ?? null) : null },
    rest: columns === null ? {} : { source: { columns } },
    name: nameFor(source),
    type: typeFor(newest.value, newest, columns),
    ...(newest.pulseId !== null
      ? { match: 'pulse-id' as const, reachMs: nearestMs }
      : source.kind === 'kafka'
        ? { match: 'nearest' as const, reachMs: nearestMs }
        : { match: 'last' as const, reachMs: lastMs }),
  };
}

/** Of a topic that is there and says nothing that can be read, such as a camera that is off: a person tells the type. */
export function unseen(source: PeekSource): DraftChannel {
  return { source, sourceName: null, rest: {}, name: nameFor(source), type: 'scalar', match: 'pulse-id', reachMs: nearestMs };
}

/** A name of the Gateway's has neither dots nor slashes. */
export function nameFor(source: PeekSource): string {
  const name = source.kind === 'kafka' ? source.topic : source.pv;
  return name.replace(/[./\0]/g, '-').toUpperCase();
}

function typeFor({ kind, dtype, shape }: ValueFacts, newest: Newest, columns: Columns | null): ChannelType {
  switch (kind) {
    case 'image':
    case 'encoded-image':
      return imageType(dtype);
    case 'xy':
      return 'waveform';
    case 'texts':
      return 'vector';
    case 'array':
      if (shape.length === 2) return imageType(dtype);
      return (shape[0] ?? 0) > vectorMost ? 'waveform' : 'vector';
    case 'table': {
      if (columns?.y !== undefined) return 'waveform';
      const data = newest.columns.find(({ name }) => name === columns?.data);
      return data === undefined || data.kind === 'table' ? 'vector' : typeFor(data, newest, null);
    }
    default:
      return 'scalar';
  }
}

function imageType(dtype: string | null): ChannelType {
  return dtype?.startsWith('float') === true ? 'float_image' : 'image';
}

/** Two lists of the same length make a curve; else the first column is the value. */
function columnsOf({ value, columns }: Newest): Columns | null {
  if (value.kind !== 'table') return null;
  const [first, second] = columns.filter(({ kind, shape }) => kind === 'array' && shape.length === 1);
  if (first !== undefined && second !== undefined && first.shape[0] === second.shape[0]) return { x: first.name, y: second.name };
  return columns[0] === undefined ? null : { data: columns[0].name };
}
