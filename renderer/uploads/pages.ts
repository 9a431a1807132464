import type { UploadFacts, UploadState } from '../../core/contract/uploads.ts';

export const pageSize = 100;
/** Older ones are found among the captures. */
export const uploadsMost = 5000;

/** Newest first, without gaps. `ended`: nothing older is there. */
export type UploadPages = { uploads: readonly UploadFacts[]; ended: boolean };

export const noPages: UploadPages = { uploads: [], ended: false };

export type Question = { before?: string; limit: number };

/** What was asked for takes the place of what was known of that stretch: a file may have come, changed its state, or be of another one than is shown. */
export function withPage({ uploads, ended }: UploadPages, { before, limit }: Question, answer: readonly UploadFacts[]): UploadPages {
  const newer = before === undefined ? [] : uploads.filter(({ captureId }) => age(captureId) >= age(before));
  const last = answer.length < limit ? undefined : answer.at(-1);
  const older = last === undefined ? [] : uploads.filter(({ captureId }) => age(captureId) < age(last.captureId));
  return { uploads: [...newer, ...answer, ...older], ended: last === undefined || (ended && older.length > 0) };
}

/** What is asked for again when something has changed: the newest, and the stretch in sight. */
export function questionsFor({ uploads }: UploadPages, from: number): Question[] {
  if (from < pageSize) return [{ limit: pageSize }];
  const before = uploads[from - 1]?.captureId;
  return before === undefined ? [{ limit: pageSize }] : [{ limit: pageSize }, { before, limit: pageSize }];
}

/** null: no more is wanted, or there is none. */
export function nextQuestion({ uploads, ended }: UploadPages, to: number): Question | null {
  if (ended || to < uploads.length || uploads.length >= uploadsMost) return null;
  const before = uploads.at(-1)?.captureId;
  return before === undefined ? null : { before, limit: pageSize };
}

export const filters = { all: 'All', open: 'On their way', trouble: 'Not accepted', accepted: 'Accepted' } as const;
export type Filter = keyof typeof filters;

const statesOf: Readonly<Record<Filter, readonly UploadState[] | null>> = {
  all: null,
  open: ['queued', 'sending', 'waiting'],
  trouble: ['waiting', 'refused', 'partly-refused'],
  accepted: ['accepted'],
};

/** As the command wants it. */
export function filterRequest(filter: Filter): { states?: UploadState[] } {
  const states = statesOf[filter];
  return states === null ? {} : { states: [...states] };
}

/** The higher the younger. */
function age(captureId: string): number {
  return Number(captureId);
}
