import { isDeepStrictEqual } from 'node:util';
import type { SuggestedField, Suggestion } from '../contract/test-capture.ts';
import { aType } from '../settings/channel.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Figures } from './figures.ts';
import { matchFor } from './suggest-match.ts';
import { clockOffsetFor, settleFor } from './suggest-times.ts';

/** Of fewer nothing is concluded. */
export const samplesLeast = 10;
/** What nearly all are alike in; of a mixture nothing is concluded. */
const mostly = 0.9;

/** What is around the channel: the general settle time; milliseconds between two pulses; whether these are the laser's, and files go to a Gateway. */
export type Around = { settleMs: number; intervalMs: number; isLaser: boolean; hasGateway: boolean };

/** What the settings of a channel could be by what has come; each with the figures it rests on. Pulses made by hand tell nothing of times. */
export function suggestionsFor(
  settings: ChannelSettings,
  found: Figures,
  { settleMs, intervalMs, isLaser, hasGateway }: Around,
): Suggestion[] {
  if (found.pulseIds.with + found.pulseIds.without < samplesLeast) return [];
  const clock = isLaser ? clockOffsetFor(settings, found, samplesLeast) : null;
  const match = isLaser ? matchFor(settings, found, { intervalMs, clockMs: clock?.value ?? settings.clockOffsetMs }) : null;
  const isByAge = isLaser && isRecordOf(match?.value, 'last');
  const settle = isLaser && !isByAge ? settleFor(settings, found, settleMs, samplesLeast) : null;
  const { type, clockOffsetMs } = settings;
  const all: readonly [SuggestedField, Suggestion['now'], Pick<Suggestion, 'value' | 'reason'> | null][] = [
    ['type', type, typeFor(type, found, hasGateway)],
    ['match', { ...settings.match }, match],
    ['clockOffsetMs', clockOffsetMs, clock],
    ['settleMs', settings.settleMs ?? null, settle],
  ];
  return all.flatMap(([field, now, suggested]) =>
    suggested === null || isDeepStrictEqual(suggested.value, now) ? [] : [{ channel: settings.name, field, now, ...suggested }],
  );
}

function isRecordOf(value: Suggestion['value'] | undefined, kind: string): boolean {
  return typeof value === 'object' && value.kind === kind;
}

function typeFor(type: ChannelSettings['type'], { types }: Figures, hasGateway: boolean): Pick<Suggestion, 'value' | 'reason'> | null {
  const [main] = types;
  if (main === undefined) return null;
  const alike = types.filter(({ kind, dtype, shape }) => kind === main.kind && dtype === main.dtype && shape.length === main.shape.length);
  const [count, all] = [countOf(alike), countOf(types)];
  if (count < mostly * all) return null;
  const possible = fitting(main);
  const [best] = possible;
  if (best === undefined || possible.includes(type)) return null;
  const came = `${main.kind}${main.dtype === null ? '' : ` of ${main.dtype}`}${main.shape.length === 0 ? '' : `, ${main.shape.join(' × ')}`}`;
  return {
    value: best,
    reason: `What comes is ${came} (${count} of ${all} readings), which is no ${type}.${hasGateway ? ` The Gateway’s manifest has to have it as ${aType(best)}, too.` : ''}`,
  };
}

function fitting({ kind, dtype, shape }: Figures['types'][number]): readonly string[] {
  const picture = dtype === 'uint8' || dtype === 'uint16' ? 'image' : 'float_image';
  if (kind === 'number' || kind === 'text' || kind === 'texts') return ['scalar'];
  if (kind === 'xy') return ['waveform'];
  if (shape.length === 2 && (kind === 'image' || kind === 'array')) return [picture];
  if (kind !== 'array' || shape.length !== 1) return [];
  return shape[0] === 1 ? ['scalar', 'vector', 'waveform'] : ['vector', 'waveform'];
}

function countOf(types: Figures['types']): number {
  return types.reduce((sum, { samples }) => sum + samples, 0);
}
