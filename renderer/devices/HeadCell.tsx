import type { TableColumn } from './cells.tsx';
import type { Order } from './order.ts';

type HeadCellProps = { column: TableColumn; order: Order; onOrder(order: Order): void };

/** Sorts; once more turns it round. */
export function HeadCell({ column: { key, title, says, number, room }, order, onOrder }: HeadCellProps) {
  const names = [number === true ? 'number' : '', room ?? ''].filter((each) => each !== '').join(' ');
  if (key === 'strip' || key === 'value')
    return (
      <th className={names} title={says}>
        {title}
      </th>
    );
  const isBy = order.by === key;
  return (
    <th className={names} title={says} aria-sort={isBy ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sorter" onClick={() => onOrder({ by: key, down: isBy && !order.down })}>
        {title}
        <span aria-hidden>{isBy ? (order.down ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  );
}
