import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { AlarmMark } from '../attention/AlarmMark.tsx';
import { Segments } from '../parts/Segments.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useStore } from '../store/store.ts';
import { AlarmRow } from './AlarmRow.tsx';
import { type AlarmShow, alarmGroups, goneCauses, goneWords, isOpen } from './alarm-groups.ts';
import { useGone } from './gone.ts';

const shows = { all: 'All', open: 'Open', acknowledged: 'Acknowledged' } as const satisfies Record<AlarmShow, string>;
const nothing = {
  all: 'No alarm: nothing is known to be wrong.',
  open: 'Nothing is open.',
  acknowledged: 'Nothing that was acknowledged is still there.',
} as const satisfies Record<AlarmShow, string>;

/** One line for each cause, not for each pulse. */
export function AlarmsPanel({ onTakeOut }: { onTakeOut(device: string): void }) {
  const ask = useAsk();
  const alarms = useStore(({ exporter }) => exporter.alarms);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const [show, setShow] = useState<AlarmShow>('all');
  const { busy, trouble, give } = useGive();
  const gone = goneCauses(useGone());
  const open = alarms.filter(isOpen);
  const groups = alarmGroups(alarms, show);

  /** One that ended meanwhile needs it no more. */
  function acknowledgeAll(): void {
    give((by) => Promise.allSettled(open.map(({ key }) => ask('acknowledge', { key, by }))));
  }

  return (
    <section className="panel alarms" aria-label="Alarms">
      <header>
        <h2>Alarms</h2>
        <span className="soft nowrap" aria-live="polite">
          {alarms.length}
          <span className="roomy">, one per cause</span>
        </span>
        <span className="grow" />
        <Segments<AlarmShow> label="Show" options={shows} value={show} onChange={setShow} />
        <Button
          size="small"
          loading={busy}
          disabled={!isOnLine || open.length === 0}
          title={open.length === 0 ? 'Nothing is open' : 'They stay in sight, and are quiet until their causes are gone'}
          onClick={acknowledgeAll}
        >
          Acknowledge all{open.length > 0 && ` ${open.length}`}
        </Button>
      </header>
      <div className="body flush">
        <Trouble sentence={trouble} />
        {groups.length === 0 && <p className="empty">{nothing[show]}</p>}
        {groups.map(({ title, alarms: of }) => (
          <section key={title} aria-label={title}>
            <h3 className="fold">
              {title}, {of.length}
            </h3>
            {of.map((alarm) => (
              <AlarmRow key={alarm.key} alarm={alarm} onTakeOut={onTakeOut} />
            ))}
          </section>
        ))}
        {show !== 'acknowledged' && gone.length > 0 && (
          <section aria-label="Gone">
            <h3 className="fold">Gone since this page was opened, {gone.length}</h3>
            {gone.map((cause) => (
              <p key={cause.alarm.key} className="gone">
                <AlarmMark kind={cause.alarm.kind} />
                <span className="cut" title={cause.alarm.sentence}>
                  {goneWords(cause)}
                </span>
                <span className="caption nowrap">
                  {cause.since.slice(11, 16)} to {new Date(cause.atMs).toISOString().slice(11, 16)}
                </span>
              </p>
            ))}
          </section>
        )}
      </div>
    </section>
  );
}
