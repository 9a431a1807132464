import type { Failure } from '../contract/errors.ts';
import type { DayReport, ReportCaptures, ReportGateway, ReportUploads } from '../contract/report.ts';
import { isoMs } from '../pulses/pulse.ts';
import { createCauses, createMissing } from './causes.ts';
import type { Expected, PulseFate } from './fate.ts';
import type { Standing } from './standing.ts';
import { judge } from './verdict.ts';

export type FoldHead = Pick<DayReport, 'from' | 'to' | 'exporter' | 'madeAt'>;
/** `sentence`: which were asked for. `failure`: why not, or not to the end. */
export type Asking = { host: string; sentence: string; failure: Failure | null };

export type Fold = {
  add(fate: PulseFate): void;
  asked(expected: Expected, standing: Standing): void;
  /** Rows of the journal that make no sense. */
  unreadable(rows: number): void;
  /** `asking`: null where no gateway was asked. `notes`: what can't be told. */
  report(asking: Asking | null, notes: readonly string[]): DayReport;
};

/** From the fates of pulses, in the order of their times, and the Gateway's answers to the report. Bounded, however many pulses there are. */
export function createFold(head: FoldHead): Fold {
  const captures: ReportCaptures = {
    ...{ announced: 0, complete: 0, partial: 0, empty: 0, failed: 0, notCaptured: 0, open: 0, shareOnly: 0, localOnly: 0 },
    supersededFiles: 0,
  };
  const uploads: ReportUploads = { accepted: 0, partlyRefused: 0, refused: 0, waiting: 0, withdrawn: 0, notQueued: 0 };
  const gateway = { expected: 0, asked: 0, whole: 0, inPart: 0, notThere: 0, cannotTell: 0 };
  const causes = createCauses();
  const missing = createMissing(({ timestampNs }) => isoMs(BigInt(timestampNs)));
  let unreadable = 0;
  let lackingCaptures = 0;
  let lackingUploads = 0;

  function gatewayFacts(asking: Asking | null): ReportGateway | null {
    return asking === null ? null : { ...asking, ...gateway };
  }

  return {
    add({ pulse, capturedAs, shareOnly, localOnly, supersededFiles, files, reasons, expected }) {
      captures.announced += 1;
      captures[capturedAs] += 1;
      captures.shareOnly += Number(shareOnly);
      captures.localOnly += Number(localOnly);
      captures.supersededFiles += supersededFiles;
      for (const state of uploadCounts) uploads[state] += files[state] ?? 0;
      gateway.expected += Number(expected !== null);
      if (reasons.length === 0) return;
      lackingCaptures += Number(reasons.some(({ stage }) => stage === 'capture'));
      lackingUploads += Number(reasons.some(({ stage }) => stage === 'upload'));
      causes.add(pulse, reasons);
      missing.add(pulse, reasons, 'journal', true);
    },

    asked({ pulse, explained, lacking }, standing) {
      gateway.asked += 1;
      gateway[standing.as] += 1;
      // Why it is not there is told already.
      if (standing.as === 'whole' || standing.as === 'cannotTell' || explained) return;
      causes.add(pulse, [standing.reason]);
      missing.add(pulse, [standing.reason], 'gateway', !lacking);
    },

    unreadable(rows) {
      unreadable += rows;
    },

    report(asking, notes) {
      const facts = gatewayFacts(asking);
      const all = unreadable === 0 ? [...notes] : [...notes, `${unreadable} entries of the journal make no sense and are left out.`];
      const lacking = { pulses: missing.count(), captures: lackingCaptures, uploads: lackingUploads };
      const shown = missing.shown();
      return {
        ...head,
        ...judge({ captures, uploads, gateway: facts, lacking, doubts: all.length }),
        ...{ captures, uploads, gateway: facts },
        ...{ causes: causes.shown(), causesBeyond: causes.beyond(), missing: shown, missingBeyond: missing.count() - shown.length },
        notes: all,
      };
    },
  };
}

const uploadCounts = ['accepted', 'partlyRefused', 'refused', 'waiting', 'withdrawn', 'notQueued'] as const;
