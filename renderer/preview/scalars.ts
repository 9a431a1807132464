import type { ChannelOutcome } from '../../core/contract/api.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import { type Change, changeOf, spreadOf } from './change.ts';
import type { Place } from './places.ts';
import type { ScalarOrder } from './sheet-settings.ts';

export type ScalarRow =
  | { kind: 'shown'; name: string; channel: PreviewChannel; reference: PreviewChannel | null; change: Change | null; isOther: boolean }
  | { kind: 'missing'; name: string; outcome: ChannelOutcome };

/** `trends`: numbers of the last captures by channel. `isOther`: a text, or a number without a change to count, that is not what it was. */
export function scalarRows(places: readonly Place[], trends: ReadonlyMap<string, readonly (number | null)[]>): ScalarRow[] {
  return places.map((place) => {
    if (place.kind === 'missing') return place;
    const { name, channel, reference } = place;
    const change = changeOf(channel.number, reference?.number ?? null, spreadOf(trends.get(name) ?? []));
    return {
      kind: 'shown',
      name,
      channel,
      reference,
      change,
      isOther: change === null && reference !== null && reference.text !== channel.text,
    };
  });
}

/** What is not there is always first: it is what somebody must look at. */
export function orderedRows(rows: readonly ScalarRow[], order: ScalarOrder, text: string): ScalarRow[] {
  const wanted = text.trim().toLowerCase();
  const found = wanted === '' ? rows : rows.filter(({ name }) => name.toLowerCase().includes(wanted));
  const rank = (row: ScalarRow) => (row.kind === 'missing' ? 0 : 1);
  return found.toSorted(
    (left, right) =>
      rank(left) - rank(right) || (order === 'change' ? sizeOf(right) - sizeOf(left) : 0) || left.name.localeCompare(right.name),
  );
}

/** In σ; where it is not known by share, after all those in σ, for a share says little of what is usual. */
function sizeOf(row: ScalarRow): number {
  if (row.kind === 'missing') return 0;
  if (row.isOther) return Number.MAX_VALUE;
  if (row.change === null) return -2;
  const { sigmas, percent, delta } = row.change;
  if (sigmas !== null) return Math.abs(sigmas);
  return delta === 0 ? -1 : -1 + Math.min(1, Math.abs(percent ?? 100) / 1e6);
}
