import type { Value } from '../../../value.ts';
import type { Table } from '../flatbuffer/table.ts';
import type { Header, Schema } from '../schema.ts';
import { fromSeconds } from '../time.ts';
import { alarmOf } from './alarm.ts';
import { anyValue } from './any-value.ts';
import { precisionOf, unitsOf } from './display.ts';
import { ndarrayValue } from './ndarray.ts';
import { tableValue } from './table.ts';
import { timeOf } from './time.ts';
import { xyValue } from './xy.ts';

/** `described` is the table that carries alarm, time and display; their slots follow each other from `alarmSlot`. */
type Form = { described(data: Table): Table; alarmSlot: number; value(data: Table): Value };

/** PVType, in the order of its members. */
const forms: readonly Form[] = [
  { described: (scalar) => scalar, alarmSlot: 8, value: (scalar) => anyValue(scalar, 4) },
  { described: (array) => array, alarmSlot: 22, value: ndarrayValue },
  { described: (table) => table, alarmSlot: 10, value: tableValue },
  { described: (xy) => xy.required(xy.table(6), 'y'), alarmSlot: 8, value: xyValue },
];

/** EPAC's format for everything. Earlier revisions have the same id and only some of the fields. */
export const pva0 = {
  kind: 'reading',
  header(root) {
    const { form, data } = open(root);
    const described = form.described(data);
    const display = described.table(form.alarmSlot + 4);
    return {
      sourceName: root.text(8),
      ...pulseOf(root.table(10)),
      effectiveNs: timeOf(root.table(12)),
      timestampNs: timeOf(described.table(form.alarmSlot + 2)),
      alarm: alarmOf(described.table(form.alarmSlot)),
      units: unitsOf(display),
      precision: precisionOf(display),
    };
  },
  value(root) {
    const { form, data } = open(root);
    return form.value(data);
  },
} satisfies Schema;

function open(root: Table): { form: Form; data: Table } {
  const id = root.uint8(4);
  const form = forms[id - 1];
  if (form === undefined) throw root.message.undecodable(`its data is of the unknown type ${id}`);
  return { form, data: root.required(root.table(6), 'data') };
}

/** A table without fields is pulse 0: defaults do not travel. Only without a table there is no pulse. */
function pulseOf(pulse: Table | null): Pick<Header, 'pulseId' | 'pulseTimeNs'> {
  if (pulse === null) return { pulseId: null, pulseTimeNs: null };
  return { pulseId: pulse.uint64(4), pulseTimeNs: fromSeconds(pulse.float64(6)) };
}
