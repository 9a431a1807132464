import type { CaptureStep, PulseFacts } from '../../contract/api.ts';
import { type Failure, toFailure } from '../../contract/errors.ts';
import { createJournalTeller } from '../journal-teller.ts';
import type { OwnShare } from '../own-share.ts';
import { type FileUploadTold, pulsesMost, type Report } from '../protocol.ts';
import type { Assigning } from './assigning.ts';
import type { Recovery } from './recovery.ts';
import type { Reports } from './reports.ts';
import type { Uploads } from './uploads.ts';

type OwnPorts = {
  own: OwnShare;
  reports: Reports;
  recovery: Recovery;
  assigning: Assigning;
  uploads: Pick<Uploads, 'told' | 'due'>;
  noticed(why: Failure): void;
};

/** The leader captures too, by the same rules as its followers; nothing between it and itself gets lost. */
export function createOwnPart(name: string, { own, reports, recovery, assigning, uploads, noticed }: OwnPorts) {
  const teller = createJournalTeller(own.uploadsOf, (told) => uploads.told(name, told), noticed);
  let superseded = 0;

  function reported(report: Report): void {
    const by = reports.take(name, report);
    if (by === null) own.counted(report.captureId);
    else {
      superseded++;
      own.supersede(report.captureId, by);
    }
  }

  return {
    reported,
    superseded: () => superseded,
    progressed: (pulse: PulseFacts, _step: CaptureStep, decided: number, _expected: number) => reports.progressed(name, pulse, decided),
    uploaded: (told: FileUploadTold) => uploads.told(name, told),
    reconcile(): void {
      assigning.reconcile(name, own.working());
      teller.tell(uploads.due(name));
    },
    close: teller.close,
    /** What its earlier run has left. */
    async recover(): Promise<void> {
      try {
        const open = await own.open(pulsesMost);
        recovery.joined(name, open);
        for (const { pulse } of open) for (const report of await own.reportsOf(pulse)) reported(report);
      } catch (error) {
        noticed(toFailure(error)); // it leads all the same
      }
    },
  };
}
