import type { Parts } from './parts.ts';
import { type Problem, problem } from './problem.ts';

/** What works in a group, and is seldom meant. */
export function groupCautions({ group, ownName, whole }: Parts): Problem[] {
  if (group === null || ownName === null) return [];
  const { role, keys, leaders, followers } = group;
  const mayLead = leaders.some(({ name }) => name === ownName);
  const found: Problem[] = [];
  if (role === 'leader' && keys !== undefined && followers.length === 0)
    found.push(
      problem(['group', 'followers'], 'Nobody may follow: with keys only those named here are let in. Add their names and public keys.'),
    );
  if (role !== 'follower') return found;
  if (keys !== undefined && followers.length > 0 && !mayLead && !followers.some(({ name }) => name === ownName))
    found.push(problem(['group', 'followers'], `${ownName} is not among them; a leader with this list does not let it in.`));
  if (leaders.every(({ name }) => name === ownName))
    found.push(problem(['group', 'leaders'], `Nobody else may lead, so ${ownName} has nobody to follow until it is made leader.`));
  if (whole && !mayLead)
    found.push(
      problem(
        ['group', 'leaders'],
        `${ownName} is not among them and never leads: its devices and sources come from the leader, those of this file are not used.`,
      ),
    );
  return found;
}
