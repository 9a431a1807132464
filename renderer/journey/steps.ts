import type { CaptureCells, CaptureStep } from '../../core/contract/api.ts';
import type { GroupPulse, PulseShare } from '../../core/contract/group.ts';
import type { UploadState } from '../../core/contract/uploads.ts';
import type { StateName } from '../marks/states.ts';
import { uploadLooks } from '../marks/uploads.ts';
import type { Row } from '../matrix/rows.ts';
import { bytes, duration } from '../words/numbers.ts';

export const stepNames = ['choose', 'announce', 'collect', 'write', 'verify', 'upload'] as const;
export type StepName = (typeof stepNames)[number];

/** `share` of a bar, 0 to 1; null where there is nothing to measure. */
export type StepFacts = { state: StateName; word: string; figure: string; share: number | null };
export type Journey = { exporter: string; leads: boolean; steps: Readonly<Record<StepName, StepFacts | null>> };

const toCome: StepFacts = { state: 'to-come', word: 'to come', figure: '', share: null };

/** Of one pulse, for each exporter: where its share stands. What only the exporter itself knows of another is left out. */
export function journeysOf(row: Row, own: string): Journey[] {
  const [capture] = row.captures;
  if (row.inGroup === null) return capture === undefined ? [] : [{ exporter: own, leads: false, steps: ownSteps(capture, null) }];
  const { leader, shares } = row.inGroup;
  return shares.map((share) => ({
    exporter: share.exporter,
    leads: share.exporter === leader,
    steps: share.exporter === own && capture !== undefined ? ownSteps(capture, row.inGroup) : othersSteps(share, leader),
  }));
}

const order: readonly CaptureStep[] = ['chosen', 'collecting', 'writing', 'verifying', 'naming', 'kept'];

function ownSteps(capture: CaptureCells, inGroup: GroupPulse | null): Journey['steps'] {
  const { step, expected, captured, codes, bytes: size, phases, verdict, mode } = capture;
  const at = order.indexOf(step);
  const decided = Object.keys(codes).length;
  const ended = verdict !== null;
  const failed: StepFacts = { state: 'failed', word: capture.failure?.code ?? 'failed', figure: '', share: null };
  return {
    choose: done(mode === 'live' ? 'newest' : 'of the past', ''),
    announce: inGroup === null ? null : done('announced', ''),
    collect: ended
      ? done(`${captured} of ${expected}`, since(phases.collectMs), expected === 0 ? null : captured / expected)
      : { state: 'running', word: `${decided} of ${expected}`, figure: '', share: expected === 0 ? 0 : decided / expected },
    write: verdict === 'failed' ? failed : verdict === 'empty' ? done('no file', '') : stepAt(at, 2, ended, size > 0 ? bytes(size) : ''),
    verify: verdict === 'failed' || verdict === 'empty' ? toCome : stepAt(at, 3, ended, since(phases.verifyMs)),
    upload: uploadStep(capture.upload, ended),
  };
}

function stepAt(at: number, mine: number, ended: boolean, figure: string): StepFacts {
  if (ended || at > mine) return done('done', figure);
  return at === mine ? { state: 'running', word: 'at work', figure: '', share: null } : toCome;
}

function uploadStep(upload: UploadState | undefined, ended: boolean): StepFacts | null {
  if (upload === undefined) return ended ? null : toCome;
  const { mark, word } = uploadLooks[upload];
  return { state: mark, word, figure: '', share: null };
}

function othersSteps({ state, expected, decided, captured, verdict }: PulseShare, leader: string): Journey['steps'] {
  const share = expected === 0 ? 0 : decided / expected;
  const ended = state === 'reported';
  return {
    choose: null,
    announce: done(`from ${leader}`, ''),
    collect: ended
      ? done(`${captured} of ${expected}`, '', expected === 0 ? null : captured / expected)
      : state === 'lost'
        ? { state: 'act', word: 'lost', figure: '', share: null }
        : { state: 'running', word: expected === 0 ? 'waits' : `${decided} of ${expected}`, figure: '', share },
    write: ended
      ? verdict === 'failed'
        ? { ...toCome, state: 'failed', word: 'failed' }
        : done(verdict === 'empty' ? 'no file' : 'done', '')
      : toCome,
    verify: ended && verdict !== 'failed' && verdict !== 'empty' ? done('done', '') : toCome,
    upload: null,
  };
}

function done(word: string, figure: string, share: number | null = null): StepFacts {
  return { state: 'done', word, figure, share };
}

function since(ms: number | undefined): string {
  return ms === undefined ? '' : duration(ms);
}
