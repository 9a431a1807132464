import { ExporterError } from '../contract/errors.ts';
import { scheduleSchema } from '../settings/schema.ts';

export type FaultWanted = { fault: string; device: string | null };

/** NAME or NAME:DEVICE. */
export function faultOf(text: string): FaultWanted {
  const [fault = '', device] = text.split(':');
  return { fault, device: device ?? null };
}

/** Seconds between pulses, as the schedule takes them. */
export function everyOf(text: string): number {
  const every = Number(text);
  if (!scheduleSchema.safeParse({ kind: 'seconds', every }).success)
    throw wrong(`--every needs seconds from 0.05 to 604800 (a week), not "${text}".`);
  return every;
}

export function wholeOf(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw wrong(`${option} needs a whole number ${range}, not "${text}".`);
}

export function wrong(message: string): ExporterError {
  return new ExporterError('BAD_REQUEST', message);
}
