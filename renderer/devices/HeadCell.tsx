import { SortHead } from '../parts/SortHead.tsx';
import type { TableColumn } from './cells.tsx';
import type { Order } from './order.ts';

type HeadCellProps = { column: TableColumn; order: Order; onOrder(order: Order): void };

/** What is drawn has no order. */
export function HeadCell({ column: { key, title, says, number, room }, order, onOrder }: HeadCellProps) {
  const names = [number === true ? 'number' : '', room ?? ''].filter((each) => each !== '').join(' ');
  if (key === 'strip' || key === 'value')
    return (
      <th className={names} title={says}>
        {title}
      </th>
    );
  return <SortHead {...{ by: key, title, says, className: names, order, onOrder }} />;
}
