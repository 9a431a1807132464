import type { ExporterEvent } from './api.ts';
import { eventsKept, type ToldEvent } from './support.ts';

/** Of each list and of each object. */
const itemsShown = 5;
const lettersShown = 300;
/** What lies deeper is only counted: an event may hold the outcomes of 1,500 channels, and 500 events are kept. */
const levelsShown = 4;

/** The newest events, cut short as they come; beyond `most` the oldest is forgotten, and that is counted. */
export type EventRing = {
  add(event: ExporterEvent, at: string): void;
  /** Oldest first. */
  list(): ToldEvent[];
  forgotten(): number;
};

export function createEventRing(most: number = eventsKept): EventRing {
  const kept: ToldEvent[] = [];
  let added = 0;
  return {
    add(event, at) {
      kept[added % most] = shortened(event, at);
      added++;
    },
    list: () => (added <= most ? [...kept] : [...kept.slice(added % most), ...kept.slice(0, added % most)]),
    forgotten: () => Math.max(0, added - most),
  };
}

export function shortened({ type, ...rest }: ExporterEvent, at: string): ToldEvent {
  const facts: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest)) facts[key] = type === 'snapshot' ? '(whole state)' : short(value, levelsShown);
  return { at, type, facts };
}

function short(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.length > lettersShown ? `${value.slice(0, lettersShown)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const isList = Array.isArray(value);
  if (levels === 0) return isList ? `(${value.length} items)` : '(more)';
  if (isList) {
    const shown = value.slice(0, itemsShown).map((item: unknown) => short(item, levels - 1));
    return value.length > itemsShown ? [...shown, `(${value.length - itemsShown} more)`] : shown;
  }
  return shortObject(value, levels);
}

/** What a contract names is shown whole; a record of devices or channels is cut as a list is. */
function shortObject(value: object, levels: number): Record<string, unknown> {
  const entries = Object.entries(value);
  const most = entries.length > keysOfContract ? itemsShown : entries.length;
  const shown: Record<string, unknown> = {};
  for (const [key, item] of entries.slice(0, most)) shown[key] = short(item, levels - 1);
  if (entries.length > most) shown['…'] = `${entries.length - most} more`;
  return shown;
}
/** No fact of the contract has more names than this. */
const keysOfContract = 30;
