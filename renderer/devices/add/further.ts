import type { SettingsProblem } from '../../../core/contract/settings.ts';
import { isWithin, valueAt } from '../../settings/paths.ts';
import type { DraftChannel } from './draft.ts';

/** What few channels need. The path begins at the channel in the settings. */
export type Further = { path: string; label: string; standard: string; unit?: string; of: 'text' | 'number' };

const every: readonly Further[] = [
  { path: 'units', label: 'Units', standard: 'those it brings', of: 'text' },
  { path: 'clockOffsetMs', label: 'Its clock is ahead by', standard: '0', unit: 'ms', of: 'number' },
  { path: 'settleMs', label: 'Waited for', standard: 'as all others', unit: 'ms', of: 'number' },
];
const kafka: readonly Further[] = [{ path: 'source.key', label: 'Kafka key', standard: 'any', of: 'text' }];
const oneColumn: readonly Further[] = [{ path: 'source.columns.data', label: 'Column of a table', standard: 'no table', of: 'text' }];
const curve: readonly Further[] = [
  { path: 'source.columns.x', label: 'Column for x', standard: 'no table', of: 'text' },
  { path: 'source.columns.y', label: 'Column for y', standard: 'no table', of: 'text' },
];
const xUnits: readonly Further[] = [{ path: 'xUnits', label: 'Units of x', standard: 'those it brings', of: 'text' }];
const image: readonly Further[] = [
  { path: 'image.bitDepth', label: 'Bit depth', standard: 'not told', unit: 'bit', of: 'number' },
  { path: 'image.exposureTimeS', label: 'Exposure', standard: 'not told', unit: 's', of: 'number' },
  { path: 'image.gain', label: 'Gain', standard: 'not told', of: 'number' },
];

/** Those that a channel of this type and source can have, and those it has already: they can be taken out. */
export function furtherOf({ type, source, rest }: DraftChannel): Further[] {
  const isCurve = type === 'waveform';
  const fits = new Map<readonly Further[], boolean>([
    [every, true],
    [kafka, source.kind === 'kafka'],
    [oneColumn, source.kind === 'kafka' && !isCurve],
    [curve, source.kind === 'kafka' && isCurve],
    [xUnits, isCurve],
    [image, type === 'image' || type === 'float_image'],
  ]);
  return [...fits].flatMap(([fields, fit]) => fields.filter(({ path }) => fit || valueAt(rest, path) !== undefined));
}

const alwaysShown = ['type', 'match', 'match.toleranceMs', 'match.maxAgeMs'];

/** Each at its own field, else at the nearest that holds it, else at the channel's name. Paths begin at the channel. */
export function placedIn(channel: DraftChannel, problems: readonly SettingsProblem[]): (path: string) => string | null {
  // What is wrong with a topic's messages is most often put right by the name of their source.
  const shown = [...alwaysShown, ...(channel.source.kind === 'kafka' ? ['source'] : []), ...furtherOf(channel).map(({ path }) => path)];
  const placed = new Map<string, string>();
  for (const { path, sentence } of problems) {
    const [at = 'name'] = shown.filter((each) => isWithin(path, each)).sort((a, b) => b.length - a.length);
    if (!placed.has(at)) placed.set(at, sentence);
  }
  return (path) => placed.get(path) ?? null;
}
