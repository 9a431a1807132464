import { useEffect, useLayoutEffect, useState } from 'react';
import { StateMark } from '../marks/StateMark.tsx';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { showLine } from '../parts/show-line.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { useNow } from '../store/now.ts';
import { CaptureLine } from './CaptureLine.tsx';
import { movedTo, rowOf } from './rows.ts';
import type { CaptureList } from './use-capture-list.ts';

/** Asked for before they are in sight. */
const linesAhead = 60;

type CaptureTableProps = {
  /** What scrolls. */
  place: React.RefObject<HTMLDivElement>;
  list: CaptureList;
  open: string | null;
  onOpen(captureId: string): void;
};

/** Lines of one height, of which only those in sight are drawn. New ones come in at the top only while nobody reads there. */
export function CaptureTable({ place, list, open, onOpen }: CaptureTableProps) {
  const height = useRowHeight();
  const today = new Date(useNow(60_000)).toISOString().slice(0, 10);
  const [current, setCurrent] = useState<string | null>(open);
  const [reading, setReading] = useState(false);
  const { rows, before } = list.found;
  const { from, to } = usePartInSight(place, rows.length, height);
  const atTop = (place.current?.scrollTop ?? 0) === 0;
  const { more, takeFresh } = list;

  useLayoutEffect(() => {
    if (list.fresh.length > 0 && atTop && !reading) takeFresh();
  });
  useEffect(() => {
    if (to >= rows.length - linesAhead) more();
  });

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && current !== null) onOpen(current);
    else {
      const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / height) - 2);
      const next = movedTo(
        rows.findIndex(({ captureId }) => captureId === current),
        event.key,
        rows.length,
        page,
      );
      if (next === null) return;
      setCurrent(rows[next]?.captureId ?? null);
      showLine(place.current, next, height);
    }
    event.preventDefault();
  }

  return (
    <div className="capture-place" ref={place} onPointerEnter={() => setReading(true)} onPointerLeave={() => setReading(false)}>
      <Grid
        className="table capture-table"
        label="Captures, newest first. Arrow keys go from one to the next, Enter opens it."
        rowCount={before === null ? rows.length + 1 : -1}
        currentId={current === null ? null : `capture-${current}`}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th title="Time of the pulse, UTC">UTC</th>
            <th className="roomy">Pulse ID</th>
            <th>Verdict</th>
            <th className="number">Captured</th>
            <th className="number roomy">Attempt</th>
            <th>Upload</th>
          </tr>
        </thead>
        <tbody>
          <Gap lines={from} height={height} columns={6} />
          {rows.slice(from, to).map((row, at) => {
            const live = list.live.get(row.captureId);
            return (
              <CaptureLine
                key={row.captureId}
                row={live === undefined ? row : rowOf(live)}
                today={today}
                index={from + at + 2}
                isOpen={row.captureId === open}
                isCurrent={row.captureId === current}
                onOpen={() => {
                  setCurrent(row.captureId);
                  onOpen(row.captureId);
                }}
              />
            );
          })}
          <Gap lines={rows.length - to} height={height} columns={6} />
        </tbody>
      </Grid>
      {list.state === 'looking' && rows.length > 0 && (
        <p className="caption looking">
          <StateMark state="running" /> Looking further back in the journal…
        </p>
      )}
    </div>
  );
}
