import { isDeepStrictEqual } from 'node:util';
import { type Clock, isoTime } from '../clock.ts';
import { type Alarm, type AlarmApi, alarmsMost } from '../contract/alarms.ts';
import type { ExporterEvent } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { Feed } from '../feed.ts';
import type { Journal } from '../journal/port.ts';
import { createStreaks } from './devices.ts';
import { machineCauses } from './machines.ts';

type AlarmPorts = { feed: Feed; journal: Pick<Journal, 'note'>; clock: Clock };

/** Raises one alarm for each cause, and ends it with its cause; after a restart what still is so is raised again. */
export function watchAlarms({ feed, journal, clock }: AlarmPorts): { commands: AlarmApi; stop(): void } {
  const streaks = createStreaks();
  const alarms = new Map<string, Alarm>();
  let looking: NodeJS.Immediate | null = null;
  const unsubscribe = feed.subscribe(follow);

  /** Told after what they follow from, and once for all that happened together. */
  function follow(event: ExporterEvent): void {
    if (event.type === 'alarm/raised' || event.type === 'alarm/ended' || event.type === 'channels/decided') return;
    streaks.follow(event, feed.state());
    looking ??= setImmediate(look);
  }

  function look(): void {
    looking = null;
    const state = feed.state();
    const causes = [...machineCauses(state), ...streaks.causes(state)].slice(0, alarmsMost);
    const keys = new Set(causes.map(({ key }) => key));
    for (const key of alarms.keys()) if (!keys.has(key)) end(key);
    for (const { since, ...cause } of causes) {
      const known = alarms.get(cause.key);
      raise({ ...cause, since: known?.since ?? since ?? isoTime(clock), acknowledged: known?.acknowledged ?? null });
    }
  }

  function raise(alarm: Alarm): void {
    if (isDeepStrictEqual(alarms.get(alarm.key), alarm)) return;
    alarms.set(alarm.key, alarm);
    feed.emit({ type: 'alarm/raised', alarm });
  }

  function end(key: string): void {
    alarms.delete(key);
    feed.emit({ type: 'alarm/ended', key, at: isoTime(clock) });
  }

  return {
    commands: {
      async acknowledge({ key, note = '', by }) {
        const alarm = alarms.get(key);
        if (alarm === undefined) throw new ExporterError('NOT_FOUND', `There is no alarm "${key}" any more: its cause is gone.`);
        const at = isoTime(clock);
        await journal.note({ at, by, what: 'alarm', facts: { key, since: alarm.since, title: alarm.title, note } });
        const now = alarms.get(key);
        if (now !== undefined) raise({ ...now, acknowledged: { by, at, note } });
      },
    },
    stop() {
      unsubscribe();
      if (looking !== null) clearImmediate(looking);
    },
  };
}
