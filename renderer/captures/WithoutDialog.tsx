import { Button, Checkbox, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { counted } from '../words/numbers.ts';

type WithoutDialogProps = {
  upload: UploadDetails;
  choices: readonly string[];
  onClose(): void;
  onSend(channels: string[]): void;
};

/** The file stays whole here; what goes to the Gateway has not these channels. */
export function WithoutDialog({ upload, choices, onClose, onSend }: WithoutDialogProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(choices));
  const chosen = choices.filter((channel) => left.has(channel));
  const nothingChanges = chosen.length === 0 && upload.without.length === 0;
  return (
    <Dialog isOpen onClose={onClose} title="Send the file without some channels">
      <DialogBody>
        <p className="soft">
          The file here stays whole. What is sent lacks the channels that are marked; the Gateway can then take the rest.
        </p>
        <div className="without-choices">
          {choices.map((channel) => (
            <div key={channel}>
              <Checkbox
                checked={left.has(channel)}
                label={channel}
                onChange={({ currentTarget: { checked } }) => {
                  const next = new Set(left);
                  if (checked) next.add(channel);
                  else next.delete(channel);
                  setLeft(next);
                }}
              />
              <p className="small soft">{upload.refused.find((each) => each.channel === channel)?.sentence}</p>
            </div>
          ))}
        </div>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              intent="primary"
              disabled={nothingChanges}
              {...(nothingChanges ? { title: 'Mark at least one channel' } : {})}
              onClick={() => onSend(chosen)}
            >
              {chosen.length === 0 ? 'Send the whole file' : `Send without ${counted(chosen.length, 'channel')}`}
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
