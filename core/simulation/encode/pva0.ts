import type { Builder } from 'flatbuffers';
import { ExporterError } from '../../contract/errors.ts';
import type { UnionValue } from '../../sources/kafka/decode/union-value.ts';
import { bytesOf, type TableColumn, type Value } from '../../sources/value.ts';
import { message, type Place, places, plain, table, text, texts, to } from './builder.ts';
import { imagePlace, type SentEncodedImage } from './pva0-image.ts';
import { any, type Described, described, time } from './pva0-parts.ts';

export type SentValue = Exclude<Value, { kind: 'encoded-image' }> | SentEncodedImage;

export type Pva0Message = Described & {
  sourceName: string;
  pulse?: { id: bigint; timeNs: bigint } | undefined;
  effectiveNs?: bigint | undefined;
  value: SentValue;
};

/** Numbers, texts and arrays travel as NTScalarAny, images as NTNDArray, tables as NTTable, xy as XYData with the units of each axis. */
export function encodePva0(sent: Pva0Message): Uint8Array {
  const { sourceName, pulse, effectiveNs, value } = sent;
  return message('pva0', value.kind === 'encoded-image' ? value.encoded.length : bytesOf(value), (builder) => {
    const { type, place } = dataPlace(builder, value, sent);
    const name = text(builder, sourceName);
    const seconds = plain(6, 'float64', Number(pulse?.timeNs ?? 0n) / 1e9);
    const pulsePlace = pulse === undefined ? null : table(builder, [plain(4, 'uint64', pulse.id), seconds]);
    const effective = effectiveNs === undefined ? null : time(builder, effectiveNs);
    return table(builder, [plain(4, 'uint8', type), to(6, place), to(8, name), to(10, pulsePlace), to(12, effective)]);
  });
}

/** Types are those of PVType. */
function dataPlace(builder: Builder, value: SentValue, about: Described): { type: number; place: Place } {
  switch (value.kind) {
    case 'image':
    case 'encoded-image':
      return { type: 2, place: imagePlace(builder, value, about) };
    case 'table':
      return { type: 3, place: tablePlace(builder, value, about) };
    case 'xy':
      return { type: 4, place: xyPlace(builder, value, about) };
    default:
      return { type: 1, place: scalarPlace(builder, value, about) };
  }
}

function scalarPlace(builder: Builder, value: UnionValue, about: Described): Place {
  const place = any(builder, value);
  return table(builder, [to(4, place), ...described(builder, 8, about)]);
}

function xyPlace(builder: Builder, { x, y, xUnits, yUnits }: Extract<Value, { kind: 'xy' }>, about: Described): Place {
  const axis = { timestampNs: about.timestampNs, units: xUnits };
  const xPlace = x === null ? null : scalarPlace(builder, { kind: 'array', data: x }, axis);
  const yPlace = scalarPlace(builder, { kind: 'array', data: y }, { ...about, units: yUnits });
  return table(builder, [to(4, xPlace), to(6, yPlace)]);
}

function tablePlace(builder: Builder, { columns }: Extract<Value, { kind: 'table' }>, about: Described): Place {
  const values = columns.map((column) => table(builder, [to(4, any(builder, columnValue(column)))]));
  const labels = texts(
    builder,
    columns.map(({ name }) => name),
  );
  return table(builder, [to(4, labels), to(6, places(builder, values)), ...described(builder, 10, about)]);
}

function columnValue({ name, value }: TableColumn): UnionValue {
  switch (value.kind) {
    case 'number':
    case 'text':
    case 'texts':
    case 'array':
      return value;
    default:
      throw new ExporterError('INTERNAL', `Column ${name} of an NTTable cannot be of the kind ${value.kind}.`);
  }
}
