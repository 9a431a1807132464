import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { PulseFacts } from '../../core/contract/api.ts';
import { clockOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { type FactChange, factTitles } from './metadata.ts';

type AreaConfirmProps = {
  isOpen: boolean;
  changes: readonly FactChange[];
  /** The newest that was captured; null where none was. */
  last: PulseFacts | null;
  sentence: string | null;
  onCancel(): void;
  onUse(): void;
};

/** It is in every file from then on, so it is read once more. */
export function AreaConfirm({ isOpen, changes, last, sentence, onCancel, onUse }: AreaConfirmProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onCancel} title="From the next pulse on?">
      <DialogBody>
        <dl className="changes">
          {changes.map(({ fact, from, to }) => (
            <div key={fact}>
              <dt>{factTitles[fact]}</dt>
              <dd>
                {from} → <b>{to}</b>
              </dd>
            </div>
          ))}
        </dl>
        <p className="change-note">
          {last === null ? (
            'No pulse was captured yet: the first file says so already.'
          ) : (
            <>
              Pulse <PulseId id={last.pulseId} /> of {clockOf(last.timestampNs)} UTC is the newest with the words from before; every later
              one gets the new words. Files that are there keep theirs, also where their pulse is captured again.
            </>
          )}
        </p>
        {sentence !== null && <p className="change-note">{sentence}</p>}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={onCancel}>Cancel</Button>
            <Button intent="primary" autoFocus onClick={onUse}>
              Use from the next pulse
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
