import type { ScheduleFacts } from '../../core/contract/api.ts';
import type { DeviceFacts } from '../../core/contract/devices.ts';
import { type TestRequest, type TestSummary, testChannelsMost } from '../../core/contract/test-capture.ts';
import { counted, duration } from '../words/numbers.ts';

type Asked = Omit<TestRequest, 'by'>;

/** What will happen, before it does: "21 channels of 20 devices over 100 pulses, about 5 min at the present rate; into a folder of its own in test-captures; nothing is uploaded." */
export function willHappen(asked: Asked, devices: readonly DeviceFacts[], everyMs: number | null): string {
  const what = [
    ...(asked.devices.length > 0
      ? [`${counted(channelsOf(asked, devices), 'channel')} of ${counted(asked.devices.length, 'device')}`]
      : []),
    ...(asked.sources.length > 0 ? [`everything on ${counted(asked.sources.length, 'topic or PV', 'topics and PVs')}`] : []),
  ].join(' and ');
  const made = asked.pulses.kind === 'clock' ? `, made by hand every ${asked.pulses.everyMs} ms` : '';
  const folder = 'into a folder of its own in test-captures';
  const upload = asked.upload ? 'its files are uploaded to the Gateway' : 'nothing is uploaded';
  return `${what} over ${lengthWords(asked, everyMs)}${made}; ${folder}; ${upload}.`;
}

function lengthWords({ until, pulses }: Asked, everyMs: number | null): string {
  const each = pulses.kind === 'clock' ? pulses.everyMs : everyMs;
  if ('seconds' in until) {
    const time = duration(until.seconds * 1000);
    return each === null ? time : `${time}, about ${counted(Math.max(1, Math.round((until.seconds * 1000) / each)), 'pulse')}`;
  }
  const count = counted(until.pulses, 'pulse');
  if (each === null) return `${count}, as long as they take to come`;
  return `${count}, about ${roughly(until.pulses * each)}${pulses.kind === 'laser' ? ' at the present rate' : ''}`;
}

/** Nobody wants seconds of hours. */
function roughly(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : minutes < 100 ? `${minutes} min` : duration(ms);
}

export function channelsOf({ devices: names }: Pick<Asked, 'devices'>, devices: readonly DeviceFacts[]): number {
  const chosen = new Set(names);
  return devices.filter(({ name }) => chosen.has(name)).reduce((sum, { channels }) => sum + channels.length, 0);
}

/** Why it cannot begin; null where it can. */
export function whyNotStarted(
  asked: Asked,
  devices: readonly DeviceFacts[],
  { running, isWrong, isOnLine }: { running: TestSummary | null; isWrong: boolean; isOnLine: boolean },
): string | null {
  if (!isOnLine) return 'This page has no line to the exporter now.';
  if (running !== null) return 'One test runs at a time: wait for the end of the one that runs, or stop it.';
  if (asked.devices.length === 0 && asked.sources.length === 0) return 'Choose devices, topics or PVs first.';
  const channels = channelsOf(asked, devices);
  if (channels > testChannelsMost) return `${channels} channels are too many at once: at most ${testChannelsMost}.`;
  return isWrong ? 'A number is not right yet.' : null;
}

/** Milliseconds from one pulse of the laser to the next, as the newest test found them, else as they are captured; null where nobody knows. */
export function presentRate(tests: readonly TestSummary[], schedule: ScheduleFacts, pulses: readonly string[]): number | null {
  const test = tests.find(({ request, pulses: count, endedAt }) => request.pulses.kind === 'laser' && count > 1 && endedAt !== null);
  if (test?.endedAt != null) return (Date.parse(test.endedAt) - Date.parse(test.startedAt)) / test.pulses;
  const [newest, ...earlier] = pulses;
  const oldest = earlier.at(-1);
  if (schedule.kind !== 'pulses' || newest === undefined || oldest === undefined) return null;
  const each = Number(BigInt(newest) - BigInt(oldest)) / 1e6 / earlier.length / schedule.every;
  return each > 0 ? each : null;
}
