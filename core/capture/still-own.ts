import { type Clock, isoTime } from '../clock.ts';
import { failure } from '../contract/errors.ts';
import type { Journal, Unfinished } from '../journal/port.ts';
import { lackingDevices } from './lacking-devices.ts';
import type { OwedCapture } from './recover.ts';

/** What was unfinished when the exporter ended, of pulses that a leader had announced. */
type GroupJournal = Pick<Journal, 'capturesOf' | 'finish'>;

const left = failure(
  'SUPERSEDED',
  'The exporter ended before this was finished, so the leader of the group says who takes the pulse again: this exporter or another.',
);

/**
 * In a group nothing is taken again without asking: what was begun and never reported may be in other hands. Devices that this exporter had reported in part
 * are still its own, and so is what was captured alone. Of devices that it had reported whole nothing is owed.
 */
export async function stillOwn(owed: readonly Unfinished[], journal: GroupJournal, clock: Clock): Promise<OwedCapture[]> {
  const own: OwedCapture[] = [];
  for (const capture of owed) {
    const finished = (await journal.capturesOf(capture.pulse)).filter(
      ({ verdict, superseded }) => verdict !== null && superseded === undefined,
    );
    const outcomes = finished.flatMap((one) => one.outcomes);
    const devices = lackingDevices(outcomes);
    if (devices.length > 0) own.push({ ...capture, devices });
    else if (capture.devices !== null || outcomes.length > 0) {
      const end = { verdict: 'failed', expected: 0, file: null, bytes: 0, phases: {}, failure: left, outcomes: [] } as const;
      await journal.finish(capture.captureId, { ...end, at: isoTime(clock) });
    } else own.push(capture);
  }
  return own;
}
