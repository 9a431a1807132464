import type { PulseFacts } from '../../contract/api.ts';
import type { Report, VerdictEntry } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { remember } from '../remember.ts';
import { superseded } from '../sentences.ts';
import type { OpenPulses } from './open-pulses.ts';
import type { Planning } from './planning.ts';

/** Pulses that were judged long ago, or that nobody else knows of, with who reported which device. */
const strangeMost = 1000;

type ReportsPorts = { pulses: OpenPulses; planning: Planning; judged: ReadonlyMap<string, VerdictEntry> };

/** Folds reports into the pulses' tallies. `take` answers null where it counts, else a sentence that says who has the devices. */
export function createReports({ pulses, planning, judged }: ReportsPorts) {
  const strange = new Map<string, Map<string, string>>();

  function take(from: string, report: Report): string | null {
    const record = pulses.find(report.pulse);
    if (record === undefined) return takeUnknown(from, report);
    const { supersededBy, gained } = record.tally.report(from, report);
    if (supersededBy.length > 0) return superseded(supersededBy).message;
    if (gained > 0) planning.measure(report.outcomes);
    if (!record.judged && record.tally.complete()) pulses.judge(record);
    else if (!record.judged) pulses.stir(record);
    else if (gained > 0) pulses.judge(record);
    return null;
  }

  function takeUnknown(from: string, report: Report): string | null {
    const verdict = judged.get(pulseKey(report.pulse));
    return verdict === undefined ? takeStrange(from, report) : judgedBefore(from, report, verdict);
  }

  /** The first to report a device has it. */
  function takeStrange(from: string, { pulse, outcomes }: Report): string | null {
    const key = pulseKey(pulse);
    const owners = strange.get(key) ?? new Map<string, string>();
    remember(strange, key, owners, strangeMost);
    const devices = new Set(outcomes.map(({ device }) => device));
    for (const device of devices) if (!owners.has(device)) owners.set(device, from);
    const theirs = new Set([...devices].flatMap((device) => owners.get(device) ?? []));
    return theirs.size > 0 && !theirs.has(from) ? superseded([...theirs].sort()).message : null;
  }

  return {
    take,
    progressed(from: string, pulse: PulseFacts, decided: number): void {
      const record = pulses.find(pulse);
      if (record?.tally.progressed(from, decided)) pulses.stir(record);
    },
  };
}

export type Reports = ReturnType<typeof createReports>;

/** By an earlier leader: its verdict names the files that counted. */
function judgedBefore(from: string, { file }: Report, { shares }: VerdictEntry): string | null {
  if (file === null || shares.some(({ exporter, files }) => exporter === from && files.includes(file))) return null;
  const others = shares.filter(({ exporter, captured }) => exporter !== from && captured > 0).map(({ exporter }) => exporter);
  return superseded(others).message;
}
