import { ExporterError } from '../contract/errors.ts';
import type { Value } from '../sources/value.ts';

const largest = (1n << 64n) - 1n;

/** A pulse ID as a source's value has it. Fails with PULSE_ID_NOT_EXACT or VALUE_WRONG_TYPE; `where` names the topic or PV. */
export function exactId(value: Value, where: string): bigint {
  if (value.kind === 'text' && /^\d{1,20}$/.test(value.value)) return inRange(BigInt(value.value), where);
  if (value.kind !== 'number' || typeof value.value === 'boolean') {
    throw new ExporterError(
      'VALUE_WRONG_TYPE',
      `The pulse ID of ${where} is not a whole number but ${describe(value)}. Is this the timing system's own?`,
      { facts: { where } },
    );
  }
  const number = value.value;
  if (typeof number === 'bigint') return inRange(number, where);
  if (Number.isSafeInteger(number)) return inRange(BigInt(number), where);
  const sentence = `The pulse ID of ${where} came as the floating-point number ${number}, which does not hold it exactly. Archive it as text, or over pvAccess as a 64-bit integer.`;
  throw new ExporterError('PULSE_ID_NOT_EXACT', sentence, { facts: { where } });
}

function inRange(id: bigint, where: string): bigint {
  if (id >= 0n && id <= largest) return id;
  throw new ExporterError(
    'PULSE_ID_NOT_EXACT',
    `The pulse ID ${id} of ${where} is outside unsigned 64 bits. Is this the timing system's own?`,
    { facts: { where } },
  );
}

function describe(value: Value): string {
  return value.kind === 'text' ? 'text' : value.kind === 'number' ? 'true or false' : value.kind;
}
