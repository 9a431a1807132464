import { create } from 'zustand';
import type { PulseFacts } from '../../core/contract/api.ts';
import { isRecord } from '../../core/contract/is-record.ts';
import { mapNames } from '../image/colour-maps.ts';
import { oneOf, remember, remembered } from '../store/remembered.ts';

/** `previous`: whichever pulse lies before the one that is shown. */
export type ReferenceChoice = { kind: 'none' } | { kind: 'previous' } | { kind: 'pulse'; pulse: PulseFacts };
export type Scale = 'own' | 'one';
export type Range = 'inner' | 'outer' | 'full';
export type Show = 'pulse' | 'difference';
export type ScalarOrder = 'change' | 'name';
export type MapName = keyof typeof mapNames;

/** What a person has chosen; the same for every pulse. */
export type SheetSettings = { reference: ReferenceChoice; scale: Scale; range: Range; show: Show; order: ScalarOrder; colourMap: MapName };

const key = 'preview';

export const scales: Readonly<Record<Scale, string>> = { own: 'Each its own', one: 'One for all' };
export const ranges: Readonly<Record<Range, string>> = { inner: '1 to 99.5 %', outer: '0.1 to 99.9 %', full: 'All values' };
export const shows: Readonly<Record<Show, string>> = { pulse: 'Pulse', difference: 'Difference' };
export const orders: Readonly<Record<ScalarOrder, string>> = { change: 'Largest change', name: 'Name' };

export const firstSettings: SheetSettings = {
  reference: { kind: 'previous' },
  scale: 'own',
  range: 'inner',
  show: 'pulse',
  order: 'change',
  colourMap: 'inferno',
};

export const useSheetSettings = create<SheetSettings>()(() => settingsFrom(remembered(key)));

/** Kept in this browser. */
export function changeSettings(change: Partial<SheetSettings>): void {
  useSheetSettings.setState(change);
  remember(key, useSheetSettings.getState());
}

/** Whatever was kept, perhaps by another version: what is not understood is as at first. */
export function settingsFrom(found: unknown): SheetSettings {
  const at = (name: keyof SheetSettings): unknown => (isRecord(found) ? found[name] : undefined);
  const reference = at('reference');
  return {
    reference: isReference(reference) ? reference : firstSettings.reference,
    scale: oneOf(scales, at('scale'), firstSettings.scale),
    range: oneOf(ranges, at('range'), firstSettings.range),
    show: oneOf(shows, at('show'), firstSettings.show),
    order: oneOf(orders, at('order'), firstSettings.order),
    colourMap: oneOf(mapNames, at('colourMap'), firstSettings.colourMap),
  };
}

/** With nothing to compare there is no difference. */
export function shownOf({ show, reference }: Pick<SheetSettings, 'show' | 'reference'>): Show {
  return reference.kind === 'none' ? 'pulse' : show;
}

function isReference(value: unknown): value is ReferenceChoice {
  if (!isRecord(value)) return false;
  const { kind, pulse } = value;
  return kind === 'none' || kind === 'previous' || (kind === 'pulse' && isPulse(pulse));
}

function isPulse(value: unknown): value is PulseFacts {
  return isRecord(value) && isDigits(value['pulseId']) && isDigits(value['timestampNs']);
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
