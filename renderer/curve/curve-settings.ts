import { create } from 'zustand';
import type { Cursors } from './cursors.ts';
import type { AxisKind, Span } from './span.ts';

export const overlays = { none: 'None', '1': '1', '5': '5', '10': '10', '20': '20' } as const;
export type Overlay = keyof typeof overlays;
export const drags = { zoom: 'Zoom', pan: 'Move' } as const;
export type Drag = keyof typeof drags;

/** Of one channel; the same for every pulse of it. */
export type CurveSettings = {
  /** null: all of it. */
  x: Span | null;
  /** null: what is in sight fills the height. */
  y: Span | null;
  yKind: AxisKind;
  overlay: Overlay;
  withReference: boolean;
  /** Only the difference to the reference is drawn. */
  isDifference: boolean;
  cursors: Cursors | null;
  drag: Drag;
};

export const firstSettings: CurveSettings = {
  ...{ x: null, y: null, yKind: 'linear', overlay: 'none', withReference: true },
  ...{ isDifference: false, cursors: null, drag: 'zoom' },
};

/** What was looked at longest ago begins anew. */
const channelsMost = 200;

type Store = { ofChannel: ReadonlyMap<string, CurveSettings> };

const useCurveStore = create<Store>()(() => ({ ofChannel: new Map() }));

export function useCurveSettings(channel: string): [CurveSettings, (change: Partial<CurveSettings>) => void] {
  const settings = useCurveStore(({ ofChannel }) => ofChannel.get(channel)) ?? firstSettings;
  return [settings, (change) => changeCurve(channel, change)];
}

export function changeCurve(channel: string, change: Partial<CurveSettings>): void {
  useCurveStore.setState(({ ofChannel }) => ({ ofChannel: changed(ofChannel, channel, change) }));
}

export function changed(
  before: ReadonlyMap<string, CurveSettings>,
  channel: string,
  change: Partial<CurveSettings>,
): ReadonlyMap<string, CurveSettings> {
  const others = [...before].filter(([name]) => name !== channel).slice(1 - channelsMost);
  return new Map([...others, [channel, { ...firstSettings, ...before.get(channel), ...change }]]);
}
