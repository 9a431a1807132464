import { Button } from '@blueprintjs/core';
import { useCapturing } from './use-capturing.ts';

/** Stop is one button for every state. */
export function CaptureActions() {
  const { isOnLine, canStop, trouble, captureNow, startOrStop } = useCapturing();
  return (
    <div className="actions">
      {trouble !== null && (
        <span className="trouble" role="alert" title={trouble}>
          {trouble}
        </span>
      )}
      <Button intent="primary" disabled={!isOnLine} onClick={captureNow}>
        Capture now
      </Button>
      <Button disabled={!isOnLine} onClick={startOrStop}>
        {canStop ? 'Stop' : 'Start schedule'}
      </Button>
    </div>
  );
}
