import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { Trouble } from '../../parts/Trouble.tsx';
import { useAsk } from '../../store/ask.ts';
import { useGive } from '../../store/give.ts';
import { withDevice } from './settings-devices.ts';

type RemoveDialogProps = { settings: unknown; name: string; onClose(removed: boolean): void };

export function RemoveDialog({ settings, name, onClose }: RemoveDialogProps) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  return (
    <Dialog isOpen title={`Remove ${name}?`} onClose={() => onClose(false)}>
      <DialogBody>
        <p>
          It is not captured any more from the next pulse on. What was captured of it stays. Its settings can be brought back with undo.
        </p>
        <p className="soft">To leave it out for a while, take it out of service instead.</p>
        <Trouble sentence={trouble} />
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={() => onClose(false)}>Keep it</Button>
            <Button
              intent="primary"
              loading={busy}
              onClick={() =>
                give(
                  (by) => ask('applySettings', { settings: withDevice(settings, name, null), onto: settings, by }),
                  () => onClose(true),
                )
              }
            >
              Remove it
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
