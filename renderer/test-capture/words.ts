import { isRecord } from '../../core/contract/is-record.ts';
import type { SuggestedField, Suggestion, TestChannel, TestStep, TestSummary } from '../../core/contract/test-capture.ts';
import type { StateName } from '../marks/states.ts';
import { duration } from '../words/numbers.ts';

/** "image 960 × 1280 uint16"; empty where nothing came. */
export function typeWords(type: TestChannel['types'][number] | undefined): string {
  if (type === undefined) return '';
  return [type.kind, type.shape.join(' × '), type.dtype ?? ''].filter((each) => each !== '').join(' ');
}

/** 0.25 ms, 4.2 ms, 350 ms, 1.48 s, 12 s: how long something took. */
export function measured(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 10_000) return duration(ms);
  if (size >= 1000) return `${ms < 0 ? '−' : ''}${(size / 1000).toFixed(2)} s`;
  return `${ms < 0 ? '−' : ''}${size < 1 ? size.toFixed(2) : size < 100 ? size.toFixed(1) : Math.round(size)} ms`;
}

/** The same with its sign: before the pulse, or after it. */
export function offsetWords(ms: number): string {
  return `${ms > 0 ? '+' : ''}${measured(ms)}`;
}

export function rateWords(hertz: number): string {
  return `${hertz >= 100 ? Math.round(hertz) : hertz >= 1 ? hertz.toFixed(2) : hertz.toPrecision(2)} Hz`;
}

export const fieldTitles: Readonly<Record<SuggestedField, string>> = {
  match: 'Match',
  settleMs: 'Settle time',
  clockOffsetMs: 'Clock offset',
  type: 'Type',
  dimensionOrder: 'Dimension order',
};

const matchTitles: Readonly<Record<string, string>> = { 'pulse-id': 'by pulse ID', nearest: 'nearest in time', last: 'last value' };

/** As a person reads a setting: "nearest in time, ± 40 ms". */
export function valueWords(field: SuggestedField, value: Suggestion['now']): string {
  if (value === null) return 'not set';
  if (typeof value === 'object') {
    const { toleranceMs, maxAgeMs } = value;
    const kind = matchTitles[value.kind] ?? value.kind;
    if (typeof toleranceMs === 'number') return `${kind}, ± ${toleranceMs} ms`;
    return typeof maxAgeMs === 'number' ? `${kind}, at most ${maxAgeMs} ms old` : kind;
  }
  return field === 'settleMs' || field === 'clockOffsetMs' ? `${value} ms`.replace('-', '−') : String(value);
}

/** What the settings have there, whatever it is. */
export function settingWords(field: SuggestedField, value: unknown): string {
  if (value === null || value === undefined) return 'not set';
  if (typeof value === 'number' || typeof value === 'string') return valueWords(field, value);
  if (!isRecord(value) || typeof value['kind'] !== 'string') return JSON.stringify(value);
  const numbers = Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return valueWords(field, { ...Object.fromEntries(numbers), kind: value['kind'] });
}

const steps: Readonly<Record<TestStep, { state: StateName; word: string }>> = {
  preparing: { state: 'running', word: 'preparing' },
  capturing: { state: 'running', word: 'capturing' },
  settling: { state: 'running', word: 'waiting for late readings' },
  done: { state: 'done', word: 'done' },
  stopped: { state: 'partial', word: 'stopped' },
  failed: { state: 'failed', word: 'failed' },
};

export function stepSaid({ step }: Pick<TestSummary, 'step'>): { state: StateName; word: string } {
  return steps[step];
}

export function isRunning(test: Pick<TestSummary, 'step'> | null): boolean {
  return test !== null && steps[test.step].state === 'running';
}

/** 0 to 1 of what it was to do. */
export function progressOf({ request: { until }, pulses, startedAt }: TestSummary, nowMs: number): number {
  const part = 'pulses' in until ? pulses / until.pulses : (nowMs - Date.parse(startedAt)) / (until.seconds * 1000);
  return Math.min(1, Math.max(0, part));
}
