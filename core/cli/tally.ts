import type { CaptureSummary, CaptureVerdict, ExporterEvent } from '../contract/api.ts';
import { counted } from '../contract/words.ts';
import { createPulseTally } from './pulse-tally.ts';
import { createUploadTally } from './upload-tally.ts';

export type Tally = {
  count(event: ExporterEvent): void;
  /** Nothing is missing of what was captured, owed or unavailable, area and experiment are the true ones, and the Gateway has refused nothing of it. */
  allComplete(): boolean;
  anyFinished(): boolean;
  /** What a person is told at the end. */
  sentence(): string;
};

const verdicts = ['complete', 'partial', 'empty', 'failed'] as const satisfies readonly CaptureVerdict[];

/** What became of the captures of one run. */
export function createTally(): Tally {
  const ended: Record<CaptureVerdict, number> = { complete: 0, partial: 0, empty: 0, failed: 0 };
  const owed = new Set<string>();
  let everOwed = false;
  let unavailable = 0;
  let doubtful = 0;
  let skipped = 0;
  /** Of a leader. */
  const pulses = createPulseTally();
  let leads = false;
  const uploads = createUploadTally();

  function finished(): number {
    return verdicts.reduce((sum, verdict) => sum + ended[verdict], 0);
  }

  return {
    count(event) {
      switch (event.type) {
        case 'capture/finished':
          owed.delete(event.capture.captureId);
          ended[verdictOf(event.capture)] += 1;
          if (event.capture.file !== null && event.capture.failure !== null) doubtful += 1;
          if (event.capture.file !== null && event.capture.localOnly !== undefined) uploads.stays();
          break;
        case 'capture/held':
          owed.add(event.captureId);
          everOwed = true;
          break;
        case 'pulse/unavailable':
          unavailable += 1;
          break;
        case 'pulses/skipped':
          skipped += event.count;
          break;
        case 'group/changed':
          leads = event.group.role === 'leader';
          break;
        case 'pulse/announced':
        case 'pulse/judged':
          if (leads) pulses.count(event.pulse);
          break;
        case 'upload/changed':
          uploads.count(event.upload);
          break;
        case 'uploads/changed':
          uploads.now(event.uploads);
          break;
      }
    },
    allComplete: () =>
      uploads.noneRefused() &&
      unavailable === 0 &&
      (pulses.any() ? pulses.allComplete() : finished() === ended.complete && !everOwed && doubtful === 0),
    anyFinished: () => finished() > 0,
    sentence() {
      if (pulses.any()) return `${pulses.sentence()}${uploads.sentence()}`;
      const counts = verdicts.flatMap((verdict) => (ended[verdict] === 0 ? [] : [`${ended[verdict]} ${verdict}`]));
      const captures = `${counted(finished(), 'capture')}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}.`;
      const noted = doubtful === 0 ? '' : ` ${counted(doubtful, 'file')} without the true area or experiment.`;
      const left = owed.size === 0 ? '' : ` ${counted(owed.size, 'pulse')} still owed: kept in the journal, taken again at the next start.`;
      return `${captures}${noted}${left}${skipped === 0 ? '' : ` ${counted(skipped, 'pulse')} skipped.`}${uploads.sentence()}`;
    },
  };
}

/** Where earlier attempts have everything, nothing is left, and nothing is wrong. */
function verdictOf({ verdict, expected }: CaptureSummary): CaptureVerdict {
  return verdict === 'empty' && expected === 0 ? 'complete' : (verdict ?? 'failed');
}
