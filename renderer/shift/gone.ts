import { create } from 'zustand';
import { useStore } from '../store/store.ts';
import { type GoneAlarm, withGone } from './alarm-groups.ts';

const useGoneStore = create<{ gone: readonly GoneAlarm[] }>()(() => ({ gone: [] }));

/** Alarms that have ended since this page was opened; newest first. */
export function useGone(): readonly GoneAlarm[] {
  return useGoneStore(({ gone }) => gone);
}

/** Goes on whichever screen is shown. Returns its stop. */
export function watchGone(): () => void {
  return useStore.subscribe(({ exporter }, { exporter: before }) =>
    useGoneStore.setState(({ gone }) => ({ gone: withGone(gone, before.alarms, exporter.alarms, Date.now()) })),
  );
}
