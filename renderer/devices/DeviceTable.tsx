import { useRef } from 'react';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { showLine } from '../parts/show-line.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { columns } from './cells.tsx';
import { DeviceLine } from './DeviceLine.tsx';
import { HeadCell } from './HeadCell.tsx';
import { between, type Line, neighbour } from './lines.ts';
import type { Order } from './order.ts';

type DeviceTableProps = {
  lines: readonly Line[];
  order: Order;
  onOrder(order: Order): void;
  nowMs: number;
  /** Which one the keys are at. */
  current: string | null;
  onCurrent(name: string): void;
  onOpen(name: string): void;
  /** Several at once; null where nothing is to be done with them. */
  chosen: ReadonlySet<string> | null;
  onChosen(chosen: ReadonlySet<string>): void;
  /** The key M. */
  onMove(): void;
};

/** Lines of one height, of which only those in sight are drawn. */
export function DeviceTable({ lines, order, onOrder, nowMs, current, onCurrent, onOpen, chosen, onChosen, onMove }: DeviceTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { from, to } = usePartInSight(place, lines.length, height);
  const wide = columns.length + (chosen === null ? 0 : 1);

  function choose(name: string, range: boolean): void {
    if (chosen === null) return;
    const names = range && current !== null ? between(lines, current, name) : [name];
    const next = new Set(chosen);
    for (const each of names) {
      if (!range && next.has(each)) next.delete(each);
      else next.add(each);
    }
    onChosen(next);
    onCurrent(name);
  }

  function show(name: string): void {
    const at = lines.findIndex((line) => line.kind === 'device' && line.row.name === name);
    showLine(place.current, at, height);
  }

  function onKeyDown(event: React.KeyboardEvent<HTMLTableElement>): void {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / height) - 2);
    const next = neighbour(lines, current, event.key, page);
    if (next !== undefined) {
      if (event.shiftKey) choose(next.name, true);
      onCurrent(next.name);
      show(next.name);
    } else if (event.key === 'Enter' && current !== null) onOpen(current);
    else if (event.key.toLowerCase() === 'm' && chosen !== null && !event.ctrlKey && !event.metaKey) onMove();
    else if (event.key === ' ' && current !== null) choose(current, false);
    else return;
    event.preventDefault();
  }

  return (
    <div className="device-place" ref={place}>
      <Grid
        className="table devices-table"
        label="Devices. Arrow keys go from one to the next, Enter opens it."
        rowCount={lines.length + 1}
        multiple={chosen !== null}
        currentId={current === null ? null : `device-${current}`}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {chosen !== null && (
              <th className="choice">
                <span className="unseen">Chosen</span>
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap lines={from} height={height} columns={wide} />
          {lines.slice(from, to).map((line, at) =>
            line.kind === 'group' ? (
              <tr key={`group ${line.group.name}`} className="group-line" aria-rowindex={from + at + 2}>
                <td colSpan={wide}>
                  <b>{line.group.name}</b> <span className="soft">{line.group.rows.length}</span>
                </td>
              </tr>
            ) : (
              <DeviceLine
                key={line.row.name}
                {...{ row: line.row, nowMs, index: from + at + 2, isCurrent: line.row.name === current }}
                chosen={chosen === null ? null : chosen.has(line.row.name)}
                onChoose={choose}
                onOpen={(name) => {
                  onCurrent(name);
                  onOpen(name);
                }}
              />
            ),
          )}
          <Gap lines={lines.length - to} height={height} columns={wide} />
        </tbody>
      </Grid>
    </div>
  );
}
