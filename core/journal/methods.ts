import { ExporterError } from '../contract/errors.ts';
import type { Journal } from './port.ts';

/** The one list from which both sides of the worker are made. */
export const journalMethods = [
  'begin',
  'step',
  'finish',
  'amend',
  'unfinished',
  'earlier',
  'recordHolder',
  'list',
  'recall',
  'get',
  'searchCaptures',
  'neighbours',
  'capturesIn',
  'capturesOf',
  'supersede',
  'counted',
  'uncount',
  'unanswered',
  'note',
  'notes',
  'setOutOfService',
  'outOfService',
  'setMetadata',
  'metadata',
  'keepEntries',
  'entriesSince',
  'openPulses',
  'lastUploadOf',
  'waitingUploads',
  'keepGroup',
  'groupKept',
  'recoverUploads',
  'dueUpload',
  'beginUpload',
  'endUpload',
  'retryUpload',
  'leaveOut',
  'uploadCounts',
  'uploadOf',
  'uploadDetails',
  'listUploads',
  'uploadAttempts',
  'uploadedFiles',
  'countUploaded',
  'filesRemoved',
  'oldestCaptures',
  'prune',
  'keep',
  'kept',
  'attemptsIn',
  'announcedIn',
  'missedOf',
  'forgottenBefore',
  'deviceStats',
  'close',
] as const satisfies readonly (keyof Journal)[];
export type JournalMethod = (typeof journalMethods)[number];

/** A journal each of whose methods is `call` with its name. */
export function journalOf(call: (method: JournalMethod, args: unknown[]) => Promise<unknown>): Journal {
  const methods = Object.fromEntries(journalMethods.map((method) => [method, (...args: unknown[]) => call(method, args)]));
  if (!isJournal(methods)) throw new ExporterError('INTERNAL', 'The list of journal methods is not complete.');
  return methods;
}

function isJournal(methods: Record<string, unknown>): methods is Journal {
  return journalMethods.every((method) => typeof methods[method] === 'function');
}
