import { create } from 'zustand';
import type { ExporterEvent, ExporterState } from '../../core/contract/api.ts';
import type { Line } from '../../core/contract/client.ts';
import { createEventRing } from '../../core/contract/event-ring.ts';
import { initialState, reduce } from '../../core/contract/state.ts';

export type Store = {
  exporter: ExporterState;
  line: Line;
  /** False until the first snapshot: nothing that is shown before is true. */
  known: boolean;
};

export const useStore = create<Store>()(() => ({
  exporter: initialState,
  line: { state: 'connecting', sentence: 'Connecting to the exporter…' },
  known: false,
}));

/** The newest that this page has seen, for the support bundle. */
export const seenEvents = createEventRing();

/** In the order they happened; one change of the screen for all. */
export function applyEvents(events: readonly ExporterEvent[]): void {
  const at = new Date().toISOString();
  for (const event of events) seenEvents.add(event, at);
  useStore.setState(({ exporter, known }) => ({
    exporter: events.reduce(reduce, exporter),
    known: known || events.some(({ type }) => type === 'snapshot'),
  }));
}

export function applyLine(line: Line): void {
  useStore.setState({ line });
}
