import type { PulseUploadState } from '../../core/contract/group.ts';
import type { UploadState } from '../../core/contract/uploads.ts';
import type { StateName } from './states.ts';

/** `says` is what it means, `todo` what a person does then; empty where nothing is to be done. */
export type UploadLook = { mark: StateName; word: string; says: string; todo: string };

/** One table for lists, details and Help: files of this exporter, and pulses over all exporters of a group. */
export const uploadLooks: Readonly<Record<UploadState | PulseUploadState, UploadLook>> = {
  none: { mark: 'to-come', word: 'local only', says: 'No file of this pulse goes to the Gateway.', todo: '' },
  queued: { mark: 'to-come', word: 'queued', says: 'Waits for its turn; the oldest file goes first.', todo: '' },
  sending: { mark: 'running', word: 'sending', says: 'Is on its way to the Gateway now.', todo: '' },
  waiting: {
    mark: 'attention',
    word: 'waiting',
    says: 'Did not arrive, and is sent again by itself at the time that is named.',
    todo: 'Look at the Gateway and the network. Retry sends it at once.',
  },
  accepted: { mark: 'done', word: 'accepted', says: 'Every channel of it is in the Gateway.', todo: '' },
  'partly-refused': {
    mark: 'attention',
    word: 'partly refused',
    says: 'The Gateway has stored some of its channels and refused the others.',
    todo: 'Its details say why for each channel: correct the channel or the manifest, then capture the pulse again.',
  },
  refused: {
    mark: 'act',
    word: 'refused',
    says: 'The Gateway has stored nothing of it. Sending it again as it is does not help.',
    todo: 'Read the reason in its details. Where one channel is the cause, send the file without that channel.',
  },
  withdrawn: {
    mark: 'to-come',
    word: 'withdrawn',
    says: 'Not sent: its devices were given to another exporter, whose file counts.',
    todo: '',
  },
};
