import type { ExporterState } from '../../core/contract/api.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';

export type Grouping = 'exporter' | 'area' | 'kind';

export type Column = { device: DeviceFacts; exporter: string; area: string; kind: string };
/** Of neighbours with the same name. `from` and `to` are numbers of columns, both within. */
export type Span = { name: string; from: number; to: number };
export type Columns = { columns: readonly Column[]; outer: readonly Span[]; inner: readonly Span[] };

/** Devices side by side: by what they are grouped, then by area or exporter, then as the settings have them. */
export function columnsOf({ setup, group, name }: Pick<ExporterState, 'setup' | 'group' | 'name'>, by: Grouping): Columns {
  const owners = new Map(
    Object.entries(group?.plan?.shares ?? {}).flatMap(([exporter, devices]) => devices.map((device) => [device, exporter])),
  );
  const columns = (setup?.devices ?? []).map((device) => ({
    device,
    exporter: group === null ? name : (owners.get(device.name) ?? 'no exporter'),
    area: device.area ?? 'no area',
    kind: [...new Set(device.channels.map(({ type }) => type))].sort().join(', '),
  }));
  const inner = by === 'area' ? 'exporter' : 'area';
  const sorted = columns.sort((left, right) => compare(left[by], right[by]) || compare(left[inner], right[inner]));
  return {
    columns: sorted,
    outer: spansOf(sorted, (column) => column[by]),
    inner: spansOf(sorted, (column) => `${column[by]}\n${column[inner]}`),
  };
}

function compare(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

function spansOf(columns: readonly Column[], keyOf: (column: Column) => string): Span[] {
  const spans: (Span & { key: string })[] = [];
  for (const [at, column] of columns.entries()) {
    const key = keyOf(column);
    const last = spans.at(-1);
    if (last?.key === key) last.to = at;
    else spans.push({ key, name: key.split('\n').at(-1) ?? key, from: at, to: at });
  }
  return spans.map(({ name, from, to }) => ({ name, from, to }));
}
