import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { ScheduleFacts } from '../../core/contract/api.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';

const everyMinute: ScheduleFacts = { kind: 'seconds', every: 60 };

/** Stop is one button for every state: no new pulse, and what is in flight ends with what it has. */
export function CaptureActions() {
  const ask = useAsk();
  const schedule = useStore(({ exporter }) => exporter.schedule);
  const inFlight = useStore(({ exporter }) => exporter.captures.some(({ verdict }) => verdict === null));
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const [resumed, setResumed] = useState<ScheduleFacts>(everyMinute);
  const [trouble, setTrouble] = useState<string | null>(null);
  const runs = schedule.kind !== 'manual';

  function give(command: Promise<unknown>): void {
    setTrouble(null);
    command.catch((error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)));
  }

  return (
    <div className="actions">
      {trouble !== null && (
        <span className="trouble" role="alert" title={trouble}>
          {trouble}
        </span>
      )}
      <Button intent="primary" disabled={!isOnLine} onClick={() => give(ask('captureNow', {}))}>
        Capture now
      </Button>
      <Button
        disabled={!isOnLine}
        onClick={() => {
          if (!runs && !inFlight) return give(ask('startSchedule', { schedule: resumed }));
          if (runs) setResumed(schedule);
          give(ask('stopSchedule', {}));
        }}
      >
        {runs || inFlight ? 'Stop' : 'Start schedule'}
      </Button>
    </div>
  );
}
