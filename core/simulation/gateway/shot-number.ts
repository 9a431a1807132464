import { elementsOf } from '../../hdf5/numbers.ts';
import { type Answer, refused } from './answer.ts';
import type { Seen } from './submission.ts';

/** `kills`: it is read, and the database cannot hold it, which shows only when all else is done. */
export type ShotNumber = { value: bigint | null; kills: boolean } | { refused: Answer };

/** What pydantic makes of the attribute: numbers go through a double, texts do not. */
export function readShotNumber(seen: Seen | undefined): ShotNumber {
  if (seen === undefined) return { value: null, kills: false };
  const input = `input_value=${shown(seen)}, input_type=${typeName(seen)}`;
  const single = seen.kind !== 'empty' && elementsOf(seen.shape) === 1;
  if ((seen.kind === 'text' || seen.kind === 'bytes') && seen.shape.length === 0) {
    const digits = /^\s*([+-]?)(\d+(?:_\d+)*)(?:\.0+)?\s*$/.exec(seen.texts[0] ?? '');
    if (digits === null)
      return invalid(`Input should be a valid integer, unable to parse string as an integer [type=int_parsing, ${input}]`, 'int_parsing');
    const value = BigInt((digits[2] ?? '').replaceAll('_', '')) * (digits[1] === '-' ? -1n : 1n);
    return { value, kills: BigInt.asIntN(64, value) !== value };
  }
  if (!single || seen.number === null) return invalid(`Input should be a valid integer [type=int_type, ${input}]`, 'int_type');
  const value = Number(seen.number);
  if (!Number.isFinite(value)) return invalid(`Input should be a finite number [type=finite_number, ${input}]`, 'finite_number');
  if (!Number.isInteger(value))
    return invalid(
      `Input should be a valid integer, got a number with a fractional part [type=int_from_float, ${input}]`,
      'int_from_float',
    );
  if (Math.abs(value) >= 2 ** 63)
    return invalid(
      `Unable to parse input string as an integer, exceeded maximum size [type=int_parsing_size, ${input}]`,
      'int_parsing_size',
    );
  return { value: BigInt(value), kills: false };
}

function invalid(message: string, type: string): { refused: Answer } {
  const detail = `1 validation error for RecordMetadataModel\nshotnum\n  ${message}\n    For further information visit https://errors.pydantic.dev/2.13/v/${type}`;
  return { refused: refused(400, detail) };
}

function typeName({ kind, shape, size, signed }: Seen): string {
  if (shape.length > 0) return 'ndarray';
  if (kind === 'text') return 'str';
  if (kind === 'bytes') return 'bytes_';
  if (kind === 'int') return `${signed ? '' : 'u'}int${size * 8}`;
  if (kind === 'float') return `float${size * 8}`;
  if (kind === 'complex') return `complex${size * 8}`;
  return kind === 'bool' ? 'bool' : 'Empty';
}

function shown(seen: Seen): string {
  const name = typeName(seen);
  if (name === 'ndarray') return `array([${seen.number ?? '...'}])`;
  if (name === 'str') return `'${seen.texts[0] ?? ''}'`;
  return name === 'bytes_' ? `b'${seen.texts[0] ?? ''}'` : String(seen.number);
}
