import { Button, InputGroup, Popover } from '@blueprintjs/core';
import { useState } from 'react';
import type { Alarm } from '../../core/contract/alarms.ts';
import { AlarmMark } from '../attention/AlarmMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useStore } from '../store/store.ts';
import { counted } from '../words/numbers.ts';

const longestNote = 500;

export function AlarmRow({ alarm, onTakeOut }: { alarm: Alarm; onTakeOut(device: string): void }) {
  const { kind, title, sentence, since, pulses, device, acknowledged } = alarm;
  return (
    <article className={acknowledged === null ? 'alarm' : 'alarm quiet'}>
      <AlarmMark kind={kind} />
      <div>
        <h4>{title}</h4>
        <p>{sentence}</p>
        <p className="caption">
          since {since.slice(0, 10)} {since.slice(11, 19)} UTC{pulses > 0 && `, ${counted(pulses, 'pulse')}`}
          {acknowledged !== null && `; acknowledged ${acknowledged.at.slice(11, 16)} by ${acknowledged.by}`}
          {acknowledged !== null && acknowledged.note !== '' && `: “${acknowledged.note}”`}
        </p>
      </div>
      <div className="deeds">
        {acknowledged === null && <Acknowledge alarm={alarm} />}
        {device !== null && (
          <>
            <Button size="small" onClick={() => go('devices', device)}>
              Open device
            </Button>
            {acknowledged === null && (
              <Button size="small" onClick={() => onTakeOut(device)}>
                Out of service…
              </Button>
            )}
          </>
        )}
      </div>
    </article>
  );
}

/** With a note for whoever looks next, or without. */
function Acknowledge({ alarm: { key, title } }: { alarm: Alarm }) {
  const ask = useAsk();
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const [isAsked, setIsAsked] = useState(false);
  const [note, setNote] = useState('');
  const { busy, trouble, give } = useGive();
  return (
    <Popover
      isOpen={isAsked}
      onInteraction={setIsAsked}
      placement="left-start"
      content={
        <form
          className="acknowledging"
          onSubmit={(event) => {
            event.preventDefault();
            give((by) => ask('acknowledge', { key, by, ...(note.trim() !== '' && { note: note.trim() }) }));
          }}
        >
          <label htmlFor="alarm-note">Note for the next shift</label>
          <InputGroup
            id="alarm-note"
            autoFocus
            maxLength={longestNote}
            placeholder="who was told, what is planned; may be empty"
            value={note}
            onValueChange={setNote}
          />
          <Trouble sentence={trouble} />
          <Button type="submit" intent="primary" loading={busy} disabled={!isOnLine}>
            Acknowledge
          </Button>
        </form>
      }
    >
      <Button size="small" aria-label={`Acknowledge ${title}`}>
        Acknowledge…
      </Button>
    </Popover>
  );
}
