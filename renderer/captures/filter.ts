import { create } from 'zustand';
import { go } from '../route/route.ts';
import { type Filter, noFilter } from './query.ts';

/** What captures are searched for; it stays while other screens are shown. */
export const useFilter = create<{ filter: Filter }>()(() => ({ filter: noFilter }));

export function setFilter(filter: Filter): void {
  useFilter.setState({ filter });
}

/** From another screen: the captures that have not this channel. */
export function showCapturesWithout(channel: string): void {
  setFilter({ ...noFilter, channel });
  go('captures');
}
