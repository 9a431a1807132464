import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { TestReport } from '../../core/contract/test-capture.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';

export function RemoveTest({ report, onClose }: { report: TestReport; onClose(removed: boolean): void }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const { testId, folder, startedAt, request } = report;
  return (
    <Dialog isOpen title={`Remove the test of ${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)}?`} onClose={() => onClose(false)}>
      <DialogBody>
        <p>Its report and its files in {folder} are deleted, and cannot be brought back. Settings that were applied from it stay.</p>
        {request.upload && <p className="soft">What was uploaded of it stays in the Gateway.</p>}
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
                  (by) => ask('removeTest', { testId, by }),
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
