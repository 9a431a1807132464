import type { ScheduleFacts } from '../../core/contract/api.ts';
import { rowsOf } from '../matrix/rows.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { countdown } from '../words/numbers.ts';

export function NextCapture() {
  const { schedule, captures, pulses, group } = useStore(({ exporter }) => exporter);
  const now = useNow();
  const [newest] = rowsOf({ captures, pulses });
  return (
    <div className="next-capture">
      <span className="caption">Next capture{rateOf(schedule)}</span>
      <span className="value">
        {group?.role === 'follower' ? 'as its leader says' : whenOf(schedule, newest?.captures[0]?.startedAt, now)}
      </span>
    </div>
  );
}

function rateOf(schedule: ScheduleFacts): string {
  if (schedule.kind === 'manual') return '';
  const { every, kind } = schedule;
  if (kind === 'seconds') return `, every ${every === 1 ? 'second' : `${every} s`}`;
  return `, every ${every === 1 ? 'pulse' : `${every} pulses`}`;
}

function whenOf(schedule: ScheduleFacts, begun: string | undefined, now: number): string {
  if (schedule.kind === 'manual') return 'by hand';
  if (schedule.kind === 'pulses' || schedule.every < 2) return 'running';
  if (begun === undefined) return 'soon';
  return `in ${countdown(Date.parse(begun) + schedule.every * 1000 - now)}`;
}
