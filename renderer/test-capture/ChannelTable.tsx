import { useRef } from 'react';
import type { TestChannel } from '../../core/contract/test-capture.ts';
import { movedTo } from '../captures/rows.ts';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { SortHead } from '../parts/SortHead.tsx';
import { showLine } from '../parts/show-line.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { ChannelCell } from './cells.tsx';
import { type Column, columns } from './columns.ts';
import type { Order } from './order.ts';

type ChannelTableProps = {
  lines: readonly TestChannel[];
  order: Order;
  onOrder(order: Order): void;
  current: string | null;
  onCurrent(channel: string | null): void;
};

/** Up to 2,000 lines of one height, of which only those in sight are drawn. Arrow keys go from one to the next. */
export function ChannelTable({ lines, order, onOrder, current, onCurrent }: ChannelTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { from, to } = usePartInSight(place, lines.length, height);
  const at = lines.findIndex(({ channel }) => channel === current);

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / height) - 2);
    const next = movedTo(at, event.key, lines.length, page);
    if (event.key === 'Escape') onCurrent(null);
    else if (next === null) return;
    else {
      onCurrent(lines[next]?.channel ?? null);
      showLine(place.current, next, height);
    }
    event.preventDefault();
  }

  return (
    <div className="test-place" ref={place}>
      <Grid
        className="table test-table"
        label="Channels of the test. Arrow keys go from one to the next and open it, Escape closes it."
        rowCount={lines.length + 1}
        currentId={at >= from && at < to ? `test-channel-${at}` : null}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHead
                key={column.key}
                by={column.key}
                title={column.title}
                says={column.says}
                className={classOf(column)}
                {...{ order, onOrder }}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap lines={from} height={height} columns={columns.length} />
          {lines.slice(from, to).map((channel, below) => (
            <tr
              key={channel.channel}
              id={`test-channel-${from + below}`}
              aria-rowindex={from + below + 2}
              aria-selected={channel.channel === current}
              onClick={() => onCurrent(channel.channel)}
            >
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  <ChannelCell channel={channel} column={column.key} />
                </td>
              ))}
            </tr>
          ))}
          <Gap lines={lines.length - to} height={height} columns={columns.length} />
        </tbody>
      </Grid>
    </div>
  );
}

function classOf({ key, number, room }: Column): string {
  return [`at-${key}`, number === true ? 'number' : '', room ?? ''].filter((each) => each !== '').join(' ');
}
