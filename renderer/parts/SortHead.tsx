type SortHeadProps<K extends string> = {
  by: K;
  title: string;
  /** What the column tells. */
  says: string;
  className: string;
  order: { by: K; down: boolean };
  onOrder(order: { by: K; down: boolean }): void;
};

/** The head of a column sorts by it; once more turns it round. */
export function SortHead<K extends string>({ by, title, says, className, order, onOrder }: SortHeadProps<K>) {
  const isBy = order.by === by;
  return (
    <th className={className} title={says} aria-sort={isBy ? (order.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sorter" onClick={() => onOrder({ by, down: isBy && !order.down })}>
        {title}
        <span aria-hidden>{isBy ? (order.down ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  );
}
