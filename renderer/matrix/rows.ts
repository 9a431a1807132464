import type { CaptureCells, ExporterState, PulseFacts } from '../../core/contract/api.ts';
import type { GroupPulse } from '../../core/contract/group.ts';
import type { CellCode } from '../marks/outcomes.ts';

/** One pulse over all that is captured of it. */
export type Row = {
  pulse: PulseFacts;
  /** This exporter's own captures of it, newest attempt first. */
  captures: readonly CaptureCells[];
  inGroup: GroupPulse | null;
  expected: number;
  captured: number;
  inFlight: boolean;
};

type Seen = Pick<ExporterState, 'captures' | 'pulses'>;

/** Newest first. A later attempt stands in the row of its pulse. */
export function rowsOf({ captures, pulses }: Seen): Row[] {
  const own = Map.groupBy(captures, keyOf);
  if (pulses.length > 0) return pulses.map((inGroup) => groupRow(inGroup, own.get(keyOf(inGroup)) ?? []));
  return [...own.values()].map(ownRow).sort(newestFirst);
}

function groupRow(inGroup: GroupPulse, captures: readonly CaptureCells[]): Row {
  const { pulse, expected, captured, verdict } = inGroup;
  return { pulse, captures, inGroup, expected, captured, inFlight: verdict === null };
}

function ownRow(captures: readonly CaptureCells[]): Row {
  const [newest] = captures;
  const first = captures.at(-1);
  if (newest === undefined || first === undefined) throw new Error('A row has at least one capture.');
  return {
    ...{ pulse: newest.pulse, captures, inGroup: null },
    expected: first.expected,
    captured: captures.reduce((sum, { captured, superseded }) => sum + (superseded === undefined ? captured : 0), 0),
    inFlight: newest.verdict === null,
  };
}

/** Of a channel in a pulse; null where nothing is known of it, for it was not captured then. */
export function cellOf(row: Row, channel: string, exporter: string): CellCode | null {
  const own = ownCode(row.captures, channel);
  if (own === 'captured' || row.inGroup === null) return own;
  const missed = row.inGroup.missed.find((each) => each.channel === channel);
  if (missed !== undefined) return missed.code;
  if (own !== null) return own;
  const share = row.inGroup.shares.find((each) => each.exporter === exporter);
  if (share === undefined) return null;
  if (share.state === 'lost') return 'lost';
  return share.state === 'reported' ? 'captured' : 'waiting';
}

/** What is in one of the files counts; else the newest attempt tells. */
function ownCode(captures: readonly CaptureCells[], channel: string): CellCode | null {
  let newest: CellCode | null = null;
  for (const { codes, verdict } of captures) {
    const code = codes[channel] ?? (verdict === null ? 'waiting' : null);
    if (code === 'captured') return code;
    newest ??= code;
  }
  return newest;
}

function newestFirst(left: Row, right: Row): number {
  const [l, r] = [BigInt(left.pulse.timestampNs), BigInt(right.pulse.timestampNs)];
  return l < r ? 1 : l > r ? -1 : 0;
}

export function keyOf({ pulse: { pulseId, timestampNs } }: { pulse: PulseFacts }): string {
  return `${pulseId}@${timestampNs}`;
}
