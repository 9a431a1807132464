import { Button } from '@blueprintjs/core';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { setApplied, useApplied } from './applied.ts';

/** What was put into the settings last, and the way back. */
export function AppliedNote({ testId, onUndone }: { testId: string; onUndone(): void }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const applied = useApplied((store) => store.applied);
  if (applied?.testId !== testId) return null;
  const undo = async (by: string) => {
    await ask('undoSettings', { by });
    setApplied({ testId, sentence: 'Undone: the settings are as they were before.', canUndo: false });
  };
  return (
    <div className="applied-note">
      <p className="in-row">
        <span role="status">{applied.sentence}</span>
        <span className="grow" />
        {applied.canUndo && (
          <Button size="small" loading={busy} onClick={() => give(undo, onUndone)}>
            Undo
          </Button>
        )}
        <button type="button" className="link small" onClick={() => setApplied(null)}>
          Close
        </button>
      </p>
      <Trouble sentence={trouble} />
    </div>
  );
}
