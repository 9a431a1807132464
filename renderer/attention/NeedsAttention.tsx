import { Button, Popover } from '@blueprintjs/core';
import { useStore } from '../store/store.ts';
import { AlarmItem } from './AlarmItem.tsx';
import { longestFirst } from './longest-first.ts';
import './attention.css';

/** One line for each cause; those that a person has acknowledged stand below, quiet. On a small window one line has the first, and opens the rest. */
export function NeedsAttention() {
  const alarms = useStore(({ exporter }) => exporter.alarms);
  const ordered = longestFirst(alarms);
  const open = ordered.filter(({ acknowledged }) => acknowledged === null);
  const quiet = ordered.filter(({ acknowledged }) => acknowledged !== null);
  const items = [...open, ...quiet].map((alarm) => <AlarmItem key={alarm.key} alarm={alarm} />);
  return (
    <section className="panel attention" aria-label="Needs attention">
      <header>
        <h2>Needs attention</h2>
        <span className="soft" aria-live="polite">
          {open.length}
        </span>
        <span className="grow" />
        <span className="caption wide">one line per cause</span>
      </header>
      <div className="causes">
        {alarms.length === 0 && <p className="empty">Nothing: every expected device was captured at the newest pulse.</p>}
        {items}
      </div>
      {alarms.length > 0 && (
        <Popover className="rest" placement="bottom-end" content={<div className="attention all-causes">{items}</div>}>
          <Button size="small">All {alarms.length}…</Button>
        </Popover>
      )}
    </section>
  );
}
