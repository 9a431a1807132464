import type { ExporterState, OutOfService } from '../../core/contract/api.ts';
import type { ChannelStats, DeviceStats } from '../../core/contract/device-stats.ts';
import type { ChannelValue, DeviceValues } from '../../core/contract/device-values.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';
import type { Cell } from '../matrix/cells.ts';
import type { Column } from '../matrix/columns.ts';
import type { Row } from '../matrix/rows.ts';
import { type Freshness, freshnessOf } from './freshness.ts';
import { type Judgement, judgementOf } from './judgement.ts';

/** What the table tells of a device: of several channels the worst, of bytes the sum. null is not known. */
export type DeviceRow = {
  device: DeviceFacts;
  name: string;
  exporter: string;
  area: string;
  type: string;
  sources: readonly string[];
  /** At the newest pulse that was to have it. */
  last: Cell | null;
  /** At the pulses that are on screen, oldest first. */
  strip: readonly (Cell | null)[];
  freshness: Freshness;
  offsetMs: number | null;
  latencyMs: { p50: number; p95: number } | null;
  bytes: number | null;
  success: { captured: number; pulses: number } | null;
  manifest: Judgement;
  /** A person's decision. */
  pinned: boolean;
  outOfService: OutOfService | null;
  /** The newest of its channels that stand in files of this machine, in the order of the settings. */
  values: readonly ChannelValue[];
  /** Files are still being read, older ones too. */
  isReading: boolean;
  /** Another exporter has its figures. */
  elsewhere: boolean;
};

export type Known = Pick<ExporterState, 'name' | 'group' | 'manifest' | 'outOfService'>;

/** `cells`: of one pulse each, newest first and with a cell for each of the columns. */
export function deviceRowsOf(
  columns: readonly Column[],
  pulses: readonly Row[],
  cells: readonly (readonly (Cell | null)[])[],
  { stats, values }: { stats: DeviceStats | null; values: DeviceValues | null },
  known: Known,
): DeviceRow[] {
  const found = new Map(stats?.channels.map((each) => [each.channel, each]));
  const told = new Map(values?.channels.map((each) => [each.channel, each]));
  const findings = Map.groupBy(known.manifest?.findings ?? [], ({ channel }) => channel);
  return columns.map(({ device, exporter, area, kind }, at) => {
    const own = device.channels.flatMap(({ name }) => found.get(name) ?? []);
    const ofPulses = cells.map((each) => each[at] ?? null);
    return {
      ...{ device, name: device.name, exporter, area, type: kind, ...measured(own) },
      values: device.channels.flatMap(({ name }) => told.get(name) ?? []),
      isReading: values?.isMore ?? true,
      sources: [...new Set(device.channels.map(({ source }) => sourceWords(source)))],
      last: ofPulses.find((cell) => cell !== null && cell.code !== 'waiting') ?? ofPulses[0] ?? null,
      strip: ofPulses.toReversed(),
      freshness: freshnessOf(pulses, ofPulses, own, device.channels.length),
      success: successOf(own, device.channels.length) ?? successOfCells(ofPulses),
      manifest: judgementOf(device, known.manifest, findings),
      pinned: known.group?.plan?.pins[device.name] !== undefined,
      outOfService: known.outOfService[device.name] ?? null,
      elsewhere: known.group !== null && exporter !== known.name,
    };
  });
}

export function sourceWords(source: DeviceFacts['channels'][number]['source']): string {
  return source.kind === 'kafka' ? `topic ${source.topic}` : `PV ${source.pv}`;
}

/** What a person looks at first. */
export function isAbnormal({ last }: DeviceRow): boolean {
  return last !== null && last.code !== 'captured' && last.code !== 'skipped' && last.code !== 'waiting';
}

function measured(own: readonly ChannelStats[]): Pick<DeviceRow, 'offsetMs' | 'latencyMs' | 'bytes'> {
  const latencies = own.flatMap(({ latencyMs }) => latencyMs ?? []);
  const offsets = own.flatMap(({ last }) => last?.offsetMs ?? []);
  const sizes = own.flatMap(({ last }) => last?.bytes ?? []);
  return {
    offsetMs: offsets.reduce<number | null>((worst, each) => (worst === null || Math.abs(each) > Math.abs(worst) ? each : worst), null),
    latencyMs:
      latencies.length === 0
        ? null
        : { p50: Math.max(...latencies.map(({ p50 }) => p50)), p95: Math.max(...latencies.map(({ p95 }) => p95)) },
    bytes: sizes.length === 0 ? null : sizes.reduce((sum, each) => sum + each, 0),
  };
}

/** A device is captured as often as the channel of it that was captured least. */
function successOf(own: readonly ChannelStats[], channels: number): DeviceRow['success'] {
  if (own.length < channels) return null;
  return own.reduce<DeviceRow['success']>(
    (worst, { captured, pulses }) => (worst === null || captured * worst.pulses < worst.captured * pulses ? { captured, pulses } : worst),
    null,
  );
}

/** What can be seen from here of a device that another exporter captures. */
function successOfCells(cells: readonly (Cell | null)[]): DeviceRow['success'] {
  const expected = cells.filter((cell) => cell !== null && cell.code !== 'skipped' && cell.code !== 'waiting');
  if (expected.length === 0) return null;
  return { captured: expected.filter((cell) => cell?.code === 'captured').length, pulses: expected.length };
}
