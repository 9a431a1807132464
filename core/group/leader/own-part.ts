import type { CaptureStep, PulseFacts } from '../../contract/api.ts';
import { type Failure, toFailure } from '../../contract/errors.ts';
import type { OwnShare } from '../own-share.ts';
import { pulsesMost, type Report } from '../protocol.ts';
import type { Assigning } from './assigning.ts';
import type { Recovery } from './recovery.ts';
import type { Reports } from './reports.ts';

type OwnPorts = { own: OwnShare; reports: Reports; recovery: Recovery; assigning: Assigning; noticed(why: Failure): void };

/** The leader captures too, by the same rules as its followers; nothing between it and itself gets lost. */
export function createOwnPart(name: string, { own, reports, recovery, assigning, noticed }: OwnPorts) {
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
    reconcile: () => assigning.reconcile(name, own.working()),
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
