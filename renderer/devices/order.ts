import { looks } from '../marks/outcomes.ts';
import { compared, type SortValue } from '../parts/compared.ts';
import type { DeviceRow } from './rows.ts';

export const sortKeys = [
  'device',
  'outcome',
  'channels',
  'type',
  'source',
  'exporter',
  'age',
  'offset',
  'p50',
  'p95',
  'bytes',
  'captured',
  'manifest',
] as const;
export type SortKey = (typeof sortKeys)[number];
export type Order = { by: SortKey; down: boolean };

export const groupings = ['none', 'exporter', 'area', 'source'] as const;
export type Grouping = (typeof groupings)[number];

export type Group = { name: string; rows: readonly DeviceRow[] };

/** Every word of the text stands in its name, its area, its channels, its type, its exporter or its sources. */
export function matching(rows: readonly DeviceRow[], text: string): DeviceRow[] {
  const words = text.toLowerCase().split(/\s+/);
  return rows.filter((row) => {
    const { name, area, type, exporter, sources, device, last } = row;
    const all = [name, area, type, exporter, ...sources, ...device.channels.map((each) => each.name), last?.code ?? '']
      .join('\n')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** What is not known comes last, whichever way round. Equals stay as the settings have them. */
export function sorted(rows: readonly DeviceRow[], { by, down }: Order): DeviceRow[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, by) }));
  return keyed.sort((left, right) => compared(left.key, right.key, down)).map(({ row }) => row);
}

/** By what most people look for: kinds of sources, not each topic. */
export function grouped(rows: readonly DeviceRow[], by: Grouping): Group[] {
  if (by === 'none') return [{ name: '', rows }];
  const groups = Map.groupBy(rows, (row) => groupOf(row, by));
  return [...groups].map(([name, of]) => ({ name, rows: of })).sort((left, right) => compared(left.name, right.name, false));
}

function groupOf({ exporter, area, device }: DeviceRow, by: Exclude<Grouping, 'none'>): string {
  if (by === 'exporter') return exporter;
  if (by === 'area') return area;
  return [...new Set(device.channels.map(({ source }) => (source.kind === 'kafka' ? 'Kafka topics' : 'Archiver PVs')))]
    .sort()
    .join(' and ');
}

const families = ['exporter', 'source', 'form', 'time', 'quiet'] as const;
const answers = ['refused', 'caution', 'none', 'agrees'] as const;

function keyOf(row: DeviceRow, by: SortKey): SortValue {
  switch (by) {
    case 'device':
      return row.name;
    case 'outcome':
      return row.last === null ? null : `${families.indexOf(looks[row.last.code].family)} ${row.last.code}`;
    case 'channels':
      return row.device.channels.length;
    case 'type':
      return row.type;
    case 'source':
      return row.sources[0] ?? null;
    case 'exporter':
      return row.exporter;
    case 'age':
      return row.freshness.sinceNs === null ? null : -Number(row.freshness.sinceNs);
    case 'offset':
      return row.offsetMs === null ? null : Math.abs(row.offsetMs);
    case 'p50':
      return row.latencyMs?.p50 ?? null;
    case 'p95':
      return row.latencyMs?.p95 ?? null;
    case 'bytes':
      return row.bytes;
    case 'captured':
      return row.success === null ? null : row.success.captured / row.success.pulses;
    case 'manifest':
      return answers.indexOf(row.manifest.answer);
  }
}
