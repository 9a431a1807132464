import type { CaptureVerdict } from '../../core/contract/api.ts';
import type { StateName } from './states.ts';

/** Of one capture, and of a pulse over all exporters of a group. */
export const verdictLooks: Readonly<Record<CaptureVerdict, { mark: StateName; says: string; todo: string }>> = {
  complete: { mark: 'complete', says: 'Every expected channel was captured, and its file was read back equal.', todo: '' },
  partial: {
    mark: 'partial',
    says: 'Some channels were captured; the others have their reasons.',
    todo: 'Read the reasons in its capture. Capture it again while Kafka and the Archiver still hold the pulse.',
  },
  empty: {
    mark: 'failed',
    says: 'No channel was captured, so there is no file.',
    todo: 'Look at the lamps: most likely a source did not answer, or the pulse is no longer held.',
  },
  failed: {
    mark: 'failed',
    says: 'There is no file that was read back equal.',
    todo: 'Look at the disk and its lamp, then capture the pulse again.',
  },
};
