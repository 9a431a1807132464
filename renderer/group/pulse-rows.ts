import type { ExporterState } from '../../core/contract/api.ts';
import type { GroupPulse, PulseShare, ShareState } from '../../core/contract/group.ts';
import type { StateName } from '../marks/states.ts';

/** Columns beyond these are told as a number. */
export const exportersShown = 12;

/** Of the pulses shown: the leader first, then by name. */
export function exportersOf(pulses: readonly GroupPulse[], leader: string | null): string[] {
  const names = new Set(pulses.flatMap(({ shares }) => shares.map(({ exporter }) => exporter)));
  const rank = (name: string) => (name === leader ? 0 : 1);
  return [...names].toSorted((left, right) => rank(left) - rank(right) || left.localeCompare(right, 'en', { numeric: true }));
}

export type ShareCell = { mark: StateName; text: string; says: string };

const shareWords: Readonly<Record<ShareState, string>> = {
  waiting: 'has not begun',
  taking: 'is being captured',
  reported: 'is reported',
  lost: 'went to others',
};

export function shareCell(share: PulseShare): ShareCell {
  const { exporter, state, decided, expected, captured, devices, verdict } = share;
  const says = `${exporter}, ${devices} devices: ${shareWords[state]}; ${captured} of ${expected} channels captured`;
  if (state === 'lost') return { mark: 'to-come', text: 'given away', says };
  if (state === 'waiting') return { mark: 'to-come', text: 'waiting', says };
  if (state === 'taking') return { mark: 'running', text: `${decided} of ${expected}`, says };
  const mark = verdict === 'complete' ? 'complete' : verdict === 'partial' ? 'partial' : 'failed';
  return { mark, text: captured === expected ? String(captured) : `${captured} of ${expected}`, says };
}

/** From the pulse to its begin here, milliseconds; of the newest live capture. null where there is none. */
export function lagOf({ captures }: Pick<ExporterState, 'captures'>): number | null {
  const live = captures.find(({ mode }) => mode === 'live');
  if (live === undefined) return null;
  return Date.parse(live.startedAt) - Number(BigInt(live.pulse.timestampNs) / 1_000_000n);
}
