import type { ExporterEvent, ExporterState, ScheduleFacts } from '../core/contract/api.ts';
import { initialState, reduce } from '../core/contract/state.ts';
import type { Host } from '../core/host/host.ts';

const everyMinute: ScheduleFacts = { kind: 'seconds', every: 60 };

/** How the exporter stands, for what has no page: the menu, the tray, the question when the window is closed. */
export type Watch = {
  state(): ExporterState;
  /** The schedule that runs, or ran before it was stopped. */
  schedule(): ScheduleFacts;
  stop(): void;
};

/** `onChange`: after each event, with what it has made of the state. */
export function watchExporter(host: Pick<Host, 'subscribe'>, onChange: (state: ExporterState) => void = () => undefined): Watch {
  let state = initialState;
  let schedule = everyMinute;
  const stop = host.subscribe((event: ExporterEvent) => {
    state = reduce(state, event);
    if (state.schedule.kind !== 'manual') schedule = state.schedule;
    onChange(state);
  });
  return { state: () => state, schedule: () => schedule, stop };
}

/** Would anything be missed if it ended now? Its own schedule, its leader's pulses, or a capture in flight. */
export function isOnDuty({
  running,
  schedule,
  captures,
  group,
}: Pick<ExporterState, 'running' | 'schedule' | 'captures' | 'group'>): boolean {
  if (!running) return false;
  const follows = group?.role === 'follower' && group.leader !== null;
  return follows || schedule.kind !== 'manual' || captures.some(({ verdict }) => verdict === null);
}
