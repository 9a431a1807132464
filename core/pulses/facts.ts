import type { Metadata } from '../contract/api.ts';
import { failure, type Result, toFailure } from '../contract/errors.ts';
import type { FactSettings, Setup } from '../settings/schema.ts';
import type { Value } from '../sources/value.ts';
import type { Pulse } from './pulse.ts';

export type MovingFact = Exclude<FactSettings, { kind: 'fixed' }>;
/** The text of a PV or topic as it was at the pulse. */
export type FactReader = (fact: MovingFact, pulse: Pulse, signal: AbortSignal) => Promise<string>;

/** Each fact by itself: where one cannot be read, the other still counts. */
export type FactsFound = Record<keyof Metadata, Result<string>>;

/** Active area and active experiment at the pulse. A failure names the fact. */
export async function readFacts(metadata: Setup['metadata'], pulse: Pulse, read: FactReader, signal: AbortSignal): Promise<FactsFound> {
  const [activeArea, activeExperiment] = await Promise.all([
    readOne('active area', metadata.activeArea, pulse, read, signal),
    readOne('active experiment', metadata.activeExperiment, pulse, read, signal),
  ]);
  return { activeArea, activeExperiment };
}

async function readOne(name: string, fact: FactSettings, pulse: Pulse, read: FactReader, signal: AbortSignal): Promise<Result<string>> {
  if (fact.kind === 'fixed') return { ok: true, value: fact.value };
  try {
    return { ok: true, value: await read(fact, pulse, signal) };
  } catch (error) {
    const { code, message, facts } = toFailure(error);
    return {
      ok: false,
      failure: failure(code, `The ${name} of pulse ${pulse.pulseId} could not be read: ${message}`, { ...facts, fact: name }),
    };
  }
}

/** Text or a number of a fact as text; null for anything else. Experiments have long numbers for names, so no number gets an exponent. */
export function factText(value: Value): string | null {
  if (value.kind === 'text') return value.value.trim();
  if (value.kind !== 'number') return null;
  if (typeof value.value !== 'number') return String(value.value);
  return Number.isInteger(value.value) ? String(BigInt(value.value)) : withoutExponent(value.value);
}

function withoutExponent(number: number): string {
  const text = String(number);
  return /e/.test(text) ? number.toFixed(20).replace(/0+$/, '') : text;
}
