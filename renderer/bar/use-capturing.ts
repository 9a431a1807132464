import { useCallback } from 'react';
import { create } from 'zustand';
import type { ExporterState, ScheduleFacts } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

const everyMinute: ScheduleFacts = { kind: 'seconds', every: 60 };

type Capturing = { resumed: ScheduleFacts; trouble: string | null };

/** Shared by the buttons of the bar and the keys: what goes wrong is told in one place. */
const useCapturingStore = create<Capturing>()(() => ({ resumed: everyMinute, trouble: null }));

export function useCapturing() {
  const ask = useAsk();
  const canStop = useStore(({ exporter }) => exporter.schedule.kind !== 'manual' || isInFlight(exporter));
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const trouble = useCapturingStore((store) => store.trouble);

  const captureNow = useCallback(() => {
    if (useStore.getState().line.state === 'connected') give(ask('captureNow', {}));
  }, [ask]);

  /** One for every state: no new pulse, and what is in flight ends with what it has. */
  const startOrStop = useCallback(() => {
    const { exporter, line } = useStore.getState();
    const { schedule } = exporter;
    if (line.state !== 'connected') return;
    if (schedule.kind === 'manual' && !isInFlight(exporter))
      return give(ask('startSchedule', { schedule: useCapturingStore.getState().resumed }));
    if (schedule.kind !== 'manual') useCapturingStore.setState({ resumed: schedule });
    give(ask('stopSchedule', {}));
  }, [ask]);

  return { isOnLine, canStop, trouble, captureNow, startOrStop };
}

function isInFlight({ captures }: ExporterState): boolean {
  return captures.some(({ verdict }) => verdict === null);
}

function give(command: Promise<unknown>): void {
  useCapturingStore.setState({ trouble: null });
  command.catch((error: unknown) => useCapturingStore.setState({ trouble: messageOf(error) }));
}
