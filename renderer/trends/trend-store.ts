import { create } from 'zustand';
import { type Choice, type TrendChannel, toggled } from './choices.ts';
import { firstFields, type SpanFields } from './trend-span.ts';

/** `isFitted`: the axis has only the time that captures lie in. */
type Store = { chosen: readonly Choice[]; fields: SpanFields; isLive: boolean; isFitted: boolean };

/** Stays while somebody looks at another screen. */
export const useTrendStore = create<Store>()(() => ({ chosen: [], fields: firstFields(Date.now()), isLive: true, isFitted: true }));

export function toggle(channel: Pick<TrendChannel, 'channel' | 'quantities'>): void {
  useTrendStore.setState(({ chosen }) => ({ chosen: toggled(chosen, channel) }));
}

/** For who comes with a channel: it is shown, beside what is. */
export function show(channel: Pick<TrendChannel, 'channel' | 'quantities'>): void {
  const { chosen } = useTrendStore.getState();
  if (!chosen.some((each) => each.channel === channel.channel)) toggle(channel);
}

export function chooseQuantity(choice: Choice): void {
  useTrendStore.setState(({ chosen }) => ({ chosen: chosen.map((each) => (each.channel === choice.channel ? choice : each)) }));
}

export function changeFields(change: Partial<SpanFields>): void {
  useTrendStore.setState(({ fields }) => ({ fields: { ...fields, ...change } }));
}

export function setLive(isLive: boolean): void {
  useTrendStore.setState({ isLive });
}

export function setFitted(isFitted: boolean): void {
  useTrendStore.setState({ isFitted });
}
