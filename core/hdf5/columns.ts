import { failure } from '../contract/errors.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { TableColumn, Value } from '../sources/value.ts';
import { describe, misfit, Refusal } from './refusal.ts';

/** Of a table, the columns that the settings name: x and y for a waveform, data for all else. Other values pass as they are. */
export function chooseColumns(channel: ChannelSettings, value: Value): { value: Value; units: string | null } {
  if (value.kind !== 'table') return { value, units: null };
  if (channel.type !== 'waveform') {
    const column = named(channel, value, 'data');
    return { value: column.value, units: column.units };
  }
  const y = named(channel, value, 'y');
  if (y.value.kind !== 'array') throw misfit(channel, y.value);
  if (namesOf(channel)?.x === undefined)
    return { value: { kind: 'xy', x: null, y: y.value.data, xUnits: null, yUnits: y.units }, units: y.units };
  const x = named(channel, value, 'x');
  if (x.value.kind !== 'array') throw misfit(channel, x.value);
  return { value: { kind: 'xy', x: x.value.data, y: y.value.data, xUnits: x.units, yUnits: y.units }, units: y.units };
}

function named(channel: ChannelSettings, table: Extract<Value, { kind: 'table' }>, part: 'data' | 'x' | 'y'): TableColumn {
  const name = namesOf(channel)?.[part];
  const [only, ...more] = table.columns;
  const found = name === undefined && part === 'data' && more.length === 0 ? only : table.columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const why = name === undefined ? `the settings do not say which is ${part}` : `none of them is "${name}"`;
  const message = `${channel.name}: its reading is ${describe(table)}, and ${why}; set source.columns.${part} of the channel.`;
  throw new Refusal('wrong-type', failure('VALUE_WRONG_TYPE', message, { channel: channel.name }));
}

function namesOf({ source }: ChannelSettings): { data?: string | undefined; x?: string | undefined; y?: string | undefined } | undefined {
  return source.kind === 'kafka' ? source.columns : undefined;
}
