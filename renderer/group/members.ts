import type { GroupFacts, IgnoredCounts, IgnoredReason, MemberState, PulseCounts } from '../../core/contract/group.ts';
import { ignoredReasons } from '../../core/contract/group.ts';
import type { StateName } from '../marks/states.ts';

export const memberLooks: Readonly<Record<MemberState, { mark: StateName; word: string; says: string }>> = {
  joined: { mark: 'ok', word: 'joined', says: 'Its beats are heard, and it has its devices.' },
  unable: { mark: 'act', word: 'unable', says: 'It is heard, but cannot capture: the others have its devices.' },
  lost: { mark: 'act', word: 'lost', says: 'Its beats are not heard any more: the others have its devices.' },
  left: { mark: 'to-come', word: 'left', says: 'It has left in good order.' },
};

export type CountKey = keyof PulseCounts | 'awaited';
export const countTitles: Readonly<Record<CountKey, string>> = {
  announced: 'Announced',
  received: 'Received',
  backFilled: 'Back-filled',
  awaited: 'Awaited',
  givenUp: 'Given up',
  superseded: 'Superseded',
};
export const countSays: Readonly<Record<CountKey, string>> = {
  announced: 'Pulses that were announced, as it has seen them',
  received: 'Of them it has heard by themselves',
  backFilled: 'Of them it has asked for afterwards: their announcement was lost on the way',
  awaited: 'Of them it has not heard yet, and still asks',
  givenUp: 'Of them it will not hear any more; the leader gives its devices to others',
  superseded: 'It captured them when its devices had been given away: kept, and not uploaded',
};

export function countsOf(counts: PulseCounts): Record<CountKey, number> {
  const { announced, received, backFilled, givenUp } = counts;
  return { ...counts, awaited: Math.max(0, announced - received - backFilled - givenUp) };
}

const ignoredWords: Readonly<Record<IgnoredReason, string>> = {
  malformed: 'could not be read',
  'too-large': 'were too large',
  forged: 'were not from whom they said',
  replayed: 'were old ones sent again',
  'other-version': 'were of another version',
  'queue-full': 'came while the queue was full',
};

/** "3 could not be read, 1 were old ones sent again"; null where there were none. */
export function ignoredSentence(ignored: IgnoredCounts): string | null {
  const told = ignoredReasons.flatMap((reason) => {
    const count = ignored[reason] ?? 0;
    return count === 0 ? [] : [`${count} ${ignoredWords[reason]}`];
  });
  return told.length === 0 ? null : `Messages ignored: ${told.join(', ')}. None of them changed anything.`;
}

export type GroupAction = 'becomeLeader' | 'joinGroup' | 'leaveGroup';

export type ActionWords = { title: string /** What will happen. */; says: string; give: string };

export function actionsOf({ role, leader }: GroupFacts, name: string): Partial<Record<GroupAction, ActionWords>> {
  const lead: ActionWords = {
    title: `Make ${name} the leader?`,
    says: `${name} chooses and announces the pulses from then on${leader === null ? '' : `; ${leader} stands down and follows`}. The schedule, area and experiment go on as they are. What is in flight is finished.`,
    give: 'Become leader',
  };
  const leave: ActionWords = {
    title: `Take ${name} out of the group?`,
    says:
      role === 'leader'
        ? `The others lose their leader: no pulse is captured by them until another one leads. ${name} captures alone, with its own settings.`
        : `Its devices go to the others with the next pulse. ${name} captures alone, with its own settings, until it joins again.`,
    give: 'Leave the group',
  };
  const join: ActionWords = {
    title: role === 'leader' ? `Let ${name} follow?` : `Let ${name} join the group?`,
    says:
      role === 'leader'
        ? `${name} stands down and follows whoever leads. While nobody does, no pulse is captured: make another exporter the leader first.`
        : `${name} follows ${leader ?? 'whoever leads'} and has its devices from there. Its own schedule stops.`,
    give: role === 'leader' ? 'Stand down' : 'Join the group',
  };
  if (role === 'leader') return { joinGroup: join, leaveGroup: leave };
  if (role === 'follower') return { becomeLeader: lead, leaveGroup: leave };
  return { becomeLeader: lead, joinGroup: join };
}
