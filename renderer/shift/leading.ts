import type { GroupFacts } from '../../core/contract/group.ts';

/** Whether what is set here is in force for the whole group, and through whom. `hindrance`: why it cannot be set now. */
export type Leading = { sentence: string | null; hindrance: string | null };

export function leadingOf(group: Pick<GroupFacts, 'role' | 'leader'> | null, isOnLine: boolean): Leading {
  if (!isOnLine) return { sentence: null, hindrance: 'This page has lost its exporter; it tries again by itself.' };
  if (group === null || group.role === 'alone') return { sentence: null, hindrance: null };
  if (group.role === 'leader') return { sentence: 'For all exporters of the group.', hindrance: null };
  if (group.leader === null)
    return { sentence: null, hindrance: 'This exporter follows, and there is no leader: nobody could put it in force.' };
  return { sentence: `Goes to ${group.leader}, which leads, and is in force for all exporters of the group.`, hindrance: null };
}
