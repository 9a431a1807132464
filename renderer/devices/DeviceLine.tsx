import { columns, DeviceCell } from './cells.tsx';
import { type DeviceRow, isAbnormal } from './rows.ts';

type DeviceLineProps = {
  row: DeviceRow;
  nowMs: number;
  index: number;
  isCurrent: boolean;
  /** null: nothing is chosen here. */
  chosen: boolean | null;
  onChoose(name: string, range: boolean): void;
  onOpen(name: string): void;
};

export function DeviceLine({ row, nowMs, index, isCurrent, chosen, onChoose, onOpen }: DeviceLineProps) {
  return (
    <tr
      id={`device-${row.name}`}
      className={[isCurrent ? 'current' : '', isAbnormal(row) ? 'abnormal' : ''].join(' ')}
      aria-rowindex={index}
      aria-selected={chosen ?? isCurrent}
      onClick={(event) => (chosen === null ? onOpen(row.name) : onChoose(row.name, event.shiftKey))}
    >
      {chosen !== null && (
        <td className="choice">
          <input type="checkbox" tabIndex={-1} checked={chosen} readOnly aria-label={`Choose ${row.name}`} />
        </td>
      )}
      {columns.map(({ key, number, room }) => (
        <td key={key} className={[`at-${key}`, number === true ? 'number' : '', room ?? ''].join(' ')}>
          <DeviceCell row={row} column={key} nowMs={nowMs} />
        </td>
      ))}
    </tr>
  );
}
