import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup, Radio, RadioGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { leadingOf } from './leading.ts';
import { serviceEnds } from './service-ends.ts';

const longestReason = 500;
const everyMinuteMs = 60_000;

/** `preset`: the device it is about, where it is known already. */
export function TakeOutDialog({ preset, onClose }: { preset: string | null; onClose(): void }) {
  const ask = useAsk();
  const group = useStore(({ exporter }) => exporter.group);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const { busy, trouble, give } = useGive();
  const [device, setDevice] = useState(preset);
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState('shift');
  const ends = serviceEnds(useNow(everyMinuteMs));
  const { sentence, hindrance: away } = leadingOf(group, isOnLine);
  const hindrance = away ?? (device === null ? 'Choose a device.' : reason.trim() === '' ? 'Say why: the next shift will ask.' : null);

  function take(): void {
    const until = ends.find(({ key }) => key === end)?.until ?? null;
    const request = { device: device ?? '', reason: reason.trim(), ...(until !== null && { until }) };
    give((by) => ask('takeOutOfService', { ...request, by }), onClose);
  }

  return (
    <Dialog isOpen onClose={onClose} title={preset === null ? 'Take a device out of service' : `Take ${preset} out of service`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (hindrance === null) take();
        }}
      >
        <DialogBody>
          {preset === null && <DeviceChoice device={device} onDevice={setDevice} />}
          <FormGroup label="Reason" labelFor="out-reason">
            <InputGroup
              id="out-reason"
              autoFocus={preset !== null}
              maxLength={longestReason}
              value={reason}
              placeholder="being aligned"
              onValueChange={setReason}
            />
          </FormGroup>
          <RadioGroup label="Until" selectedValue={end} onChange={({ currentTarget }) => setEnd(currentTarget.value)}>
            {ends.map(({ key, title }) => (
              <Radio key={key} value={key} label={title} />
            ))}
          </RadioGroup>
          <p className="soft small">It is not expected from the next pulse on, so it is not missed. {sentence}</p>
          <Trouble sentence={trouble} />
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button onClick={onClose}>Cancel</Button>
              <Button type="submit" intent="primary" loading={busy} disabled={hindrance !== null} title={hindrance ?? ''}>
                Take out of service
              </Button>
            </>
          }
        />
      </form>
    </Dialog>
  );
}
