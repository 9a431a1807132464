import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';
import { duration, isoOf, signed } from '../words/numbers.ts';

export type Fact = { name: string; says: string; isAbnormal?: true };

/** Older than this at the pulse is marked: slow PVs are read every few seconds. */
export const agedMs = 10_000;

/** Where a value comes from, for whoever has to trust it. */
export function provenanceOf({ sample, exporter, file }: PreviewChannel, { files, pulse }: Pick<PulsePreview, 'files' | 'pulse'>): Fact[] {
  const attempt = files.find((each) => each.file === file)?.attempt;
  const age = ageMs(sample.offsetMs);
  return [
    { name: 'Source', says: sample.source },
    ...(sample.sampleTimestampNs === null ? [] : [{ name: 'Sample', says: timeWords(sample.sampleTimestampNs, pulse.timestampNs) }]),
    ...(sample.offsetMs === null ? [] : [{ name: 'Offset', says: signed(sample.offsetMs) }]),
    ...(age === null ? [] : [{ name: 'Age', says: duration(age), ...(age > agedMs && { isAbnormal: true as const }) }]),
    ...(sample.pulseId === null ? [] : [{ name: 'Of pulse', says: sample.pulseId, isAbnormal: true as const }]),
    alarmFact(sample.alarm),
    { name: 'Exporter', says: attempt === undefined || attempt === 1 ? exporter : `${exporter}, attempt ${attempt}` },
  ];
}

/** At the pulse; null where it was taken later, or nobody knows when. */
export function ageMs(offsetMs: number | null): number | null {
  return offsetMs === null || offsetMs > 0 ? null : -offsetMs;
}

export function hasAlarm(alarm: PreviewChannel['sample']['alarm']): boolean {
  return alarm !== null && !['', 'NONE', 'NO_ALARM'].includes(alarm.severity);
}

function alarmFact(alarm: PreviewChannel['sample']['alarm']): Fact {
  if (alarm === null) return { name: 'Alarm', says: 'not told' };
  if (!hasAlarm(alarm)) return { name: 'Alarm', says: 'none' };
  return { name: 'Alarm', says: [alarm.severity, alarm.status].filter(Boolean).join(', '), isAbnormal: true };
}

/** The day only where it is another than the pulse's. */
function timeWords(sampleNs: string, pulseNs: string): string {
  const [iso, day] = [isoOf(sampleNs), isoOf(pulseNs).slice(0, 10)];
  return `${iso.slice(0, 10) === day ? '' : `${iso.slice(0, 10)} `}${iso.slice(11, 23)} UTC`;
}
