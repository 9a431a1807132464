import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import type { ActionWords, GroupAction } from './members.ts';

/** Says what will happen before it does. */
export function ActionDialog({ action, words, onClose }: { action: GroupAction; words: ActionWords; onClose(): void }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();

  return (
    <Dialog isOpen title={words.title} onClose={onClose}>
      <DialogBody>
        <p>{words.says}</p>
        <Trouble sentence={trouble} />
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button intent="primary" disabled={busy} onClick={() => give((by) => ask(action, { by }), onClose)}>
              {words.give}
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
