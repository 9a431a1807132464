import { ExporterError } from '../../../contract/errors.ts';
import type { KafkaChannelSource } from '../../../settings/channel.ts';
import type { NumberArray, TableColumn, Value } from '../../value.ts';

type Table = Extract<Value, { kind: 'table' }>;

/** `units` are those of the chosen column; null where it names none, or where nothing was to be chosen. */
export type Selected = { value: Value; units: string | null };

const obvious = ['signal', 'data'];

/**
 * What of a table is the channel's value. Other values stay as they are. Throws VALUE_WRONG_TYPE, with the names there are, where the
 * table has not what is asked for.
 */
export function selectColumns(value: Value, columns?: KafkaChannelSource['columns']): Selected {
  if (value.kind !== 'table') return { value, units: null };
  if (columns?.data !== undefined) return columnOf(value, columns.data);
  if (columns?.y !== undefined) return xyOf(value, columns.x, columns.y);
  const candidates = value.columns.length === 1 ? value.columns : value.columns.filter(({ name }) => obvious.includes(name));
  const [only, ...more] = candidates;
  if (only !== undefined && more.length === 0) return only;
  throw new ExporterError(
    'VALUE_WRONG_TYPE',
    `The message is a table. Say in the channel's settings which column to take: ${namesOf(value)}.`,
  );
}

function columnOf(table: Table, name: string): TableColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column !== undefined) return column;
  throw new ExporterError(
    'VALUE_WRONG_TYPE',
    `The message has no column "${name}" that the channel's settings ask for. It has: ${namesOf(table)}.`,
  );
}

function xyOf(table: Table, xName: string | undefined, yName: string): Selected {
  const x = xName === undefined ? null : columnOf(table, xName);
  const y = columnOf(table, yName);
  const units = { xUnits: x?.units ?? null, yUnits: y.units };
  return { value: { kind: 'xy', x: x === null ? null : numbersOf(x), y: numbersOf(y), ...units }, units: y.units };
}

function numbersOf({ name, value }: TableColumn): NumberArray {
  if (value.kind === 'array') return value.data;
  throw new ExporterError('VALUE_WRONG_TYPE', `Column "${name}", which the channel's settings ask for, is no array of numbers.`);
}

function namesOf(table: Table): string {
  const names = table.columns.slice(0, 20).map(({ name }) => name.slice(0, 60));
  return table.columns.length > names.length
    ? `${names.join(', ')} and ${table.columns.length - names.length} more`
    : names.join(', ') || 'none';
}
