import type { Api } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';

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
