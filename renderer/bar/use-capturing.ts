import { useCallback } from 'react';
import { create } from 'zustand';
import type { ScheduleFacts } from '../../core/contract/api.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

const everyMinute: ScheduleFacts = { kind: 'seconds', every: 60 };

type Capturing = { resumed: ScheduleFacts; trouble: string | null };

/** Shared by the buttons of the bar and the keys: what goes wrong is told in one place. */
const useCapturingStore = create<Capturing>()(() => ({ resumed: everyMinute, trouble: null }));

export function useCapturing() {
  const ask = useAsk();
  const schedule = useStore(({ exporter }) => exporter.schedule);
  const inFlight = useStore(({ exporter }) => exporter.captures.some(({ verdict }) => verdict === null));
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const trouble = useCapturingStore((store) => store.trouble);
  const runs = schedule.kind !== 'manual';

  const captureNow = useCallback(() => {
    if (isOnLine) give(ask('captureNow', {}));
  }, [ask, isOnLine]);

  /** One for every state: no new pulse, and what is in flight ends with what it has. */
  const startOrStop = useCallback(() => {
    if (!isOnLine) return;
    if (schedule.kind === 'manual' && !inFlight) return give(ask('startSchedule', { schedule: useCapturingStore.getState().resumed }));
    if (schedule.kind !== 'manual') useCapturingStore.setState({ resumed: schedule });
    give(ask('stopSchedule', {}));
  }, [ask, isOnLine, schedule, inFlight]);

  return { isOnLine, canStop: runs || inFlight, trouble, captureNow, startOrStop };
}

function give(command: Promise<unknown>): void {
  useCapturingStore.setState({ trouble: null });
  command.catch((error: unknown) => useCapturingStore.setState({ trouble: error instanceof Error ? error.message : String(error) }));
}
