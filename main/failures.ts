import type { Alarm } from '../core/contract/alarms.ts';
import type { ExporterEvent } from '../core/contract/api.ts';
import type { ScreenName } from '../core/contract/screens.ts';

/** A notification of the desktop, and where a click on it leads. */
export type Notice = { title: string; body: string; screen: ScreenName; open: string | null };

/** Devices that miss a pulse may have it at the next; those that miss so many want somebody. */
const lastingPulses = 3;
/** So many a minute; what comes beyond is on the screen, and the last one says so. */
export const mostInAMinute = 4;
const minuteMs = 60_000;

/** What of the events a person is told who does not look at the window: each cause once, until it has ended. Pure but for what it has told. */
export function createFailureNotices(): (event: ExporterEvent, nowMs: number) => Notice[] {
  const told = new Set<string>();
  let recentMs: number[] = [];

  return (event, nowMs) => {
    if (event.type === 'snapshot') {
      const present = new Set(event.state.alarms.map(({ key }) => key));
      for (const key of told) if (!present.has(key)) told.delete(key);
      return event.state.alarms.flatMap((alarm) => noticeOf(alarm, nowMs));
    }
    if (event.type === 'alarm/ended') told.delete(event.key);
    return event.type === 'alarm/raised' ? noticeOf(event.alarm, nowMs) : [];
  };

  function noticeOf(alarm: Alarm, nowMs: number): Notice[] {
    if (!isWorthTelling(alarm) || told.has(alarm.key)) return [];
    told.add(alarm.key);
    recentMs = recentMs.filter((at) => nowMs - at < minuteMs);
    if (recentMs.length >= mostInAMinute) return [];
    recentMs.push(nowMs);
    return [
      recentMs.length === mostInAMinute
        ? { ...manyFail, body: `The newest: ${alarm.title}` }
        : { ...whereOf(alarm), title: alarm.title, body: alarm.sentence },
    ];
  }
}

const manyFail = { title: 'Several things need attention', screen: 'shift', open: null } as const;

function isWorthTelling({ kind, pulses, acknowledged }: Alarm): boolean {
  if (acknowledged !== null) return false;
  return kind === 'act' || (kind !== 'attention' && pulses >= lastingPulses);
}

function whereOf({ key, device }: Alarm): Pick<Notice, 'screen' | 'open'> {
  if (device !== null) return { screen: 'devices', open: device };
  return { screen: key.startsWith('member ') ? 'group' : 'shift', open: null };
}
