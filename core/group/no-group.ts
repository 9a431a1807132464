import type { Api } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { GroupFacts } from '../contract/group.ts';
import type { Epoch } from './epoch.ts';

export type GroupCommands = Pick<Api, 'becomeLeader' | 'leaveGroup' | 'joinGroup' | 'pin' | 'unpin' | 'previewPlan' | 'applyPlan'>;

/** Of an exporter whose settings name no group. */
export const noGroupCommands: GroupCommands = {
  becomeLeader: refuse,
  leaveGroup: refuse,
  joinGroup: refuse,
  pin: refuse,
  unpin: refuse,
  previewPlan: refuse,
  applyPlan: refuse,
};

function refuse(): Promise<never> {
  const sentence = 'This exporter is in no group. Add "group" to its settings (README, "Several exporters") and start it again.';
  return Promise.reject(new ExporterError('NO_GROUP', sentence));
}

/** Of one whose settings name a group, while it takes no part. */
export function aloneFacts({ epoch }: Epoch): GroupFacts {
  const counts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };
  const sentence = 'Captures alone; the group goes on without it.';
  return { role: 'alone', leader: null, epoch, sentence, members: [], counts, ignored: {}, plan: null };
}
