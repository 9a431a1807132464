import { type CaptureSummary, capturesKept, type PulseFacts } from '../../core/contract/api.ts';
import { counted } from '../words/numbers.ts';

type Captured = Pick<CaptureSummary, 'pulse' | 'file' | 'verdict' | 'removedAt'>;

/** Has ended with a file that is here. */
export function hasFile({ file, verdict, removedAt }: Captured): boolean {
  return file !== null && (verdict === 'complete' || verdict === 'partial') && removedAt === undefined;
}

/** "3 newer pulses"; null where it is the newest. Only so many are told of lately. */
export function newerWords(captures: readonly Captured[], { timestampNs }: PulseFacts): string | null {
  const shown = BigInt(timestampNs);
  const newer = new Set(
    captures.filter((each) => hasFile(each) && BigInt(each.pulse.timestampNs) > shown).map(({ pulse }) => pulse.timestampNs),
  );
  if (newer.size === 0) return null;
  return `${newer.size >= capturesKept ? 'at least ' : ''}${counted(newer.size, 'newer pulse')}`;
}

/** Changes when something of a pulse's captures does, so that it is read anew. */
export function versionOf(captures: readonly (Captured & Pick<CaptureSummary, 'captureId'>)[], pulse: PulseFacts | null): string {
  return captures
    .filter((each) => each.pulse.timestampNs === pulse?.timestampNs && each.pulse.pulseId === pulse.pulseId && each.verdict !== null)
    .map(({ captureId, verdict, removedAt }) => `${captureId} ${verdict} ${removedAt ?? ''}`)
    .join();
}

/** Changes when there may be another newest pulse. */
export function newestOf(captures: readonly (Captured & Pick<CaptureSummary, 'captureId'>)[]): string {
  return captures.find(hasFile)?.captureId ?? '';
}
