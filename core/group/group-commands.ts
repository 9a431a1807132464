import type { PlanPreview } from '../contract/group.ts';
import type { Leading } from './leading.ts';
import type { GroupCommands } from './no-group.ts';

type CommandPorts = {
  /** One change of role after the other. */
  change(work: () => Promise<void>): Promise<void>;
  leads(): boolean;
  follows(): boolean;
  /** Throws NO_LEADER where this exporter does not lead. */
  leading(): Leading;
  lead(): Promise<void>;
  follow(): Promise<void>;
  leave(): Promise<void>;
  /** In the journal, with who asked for it. */
  note(kind: 'group' | 'plan', by: string, facts: Record<string, unknown>): Promise<void>;
  keepPins(pins: Record<string, string>): Promise<void>;
};

/** What people may ask of an exporter in a group. */
export function groupCommands(ports: CommandPorts): GroupCommands {
  async function changePlan(pins: Record<string, string | null>, by: string): Promise<PlanPreview> {
    const leader = ports.leading();
    const preview = leader.change({ pins });
    await ports.note('plan', by, { pins });
    await ports.keepPins(leader.pins());
    return preview;
  }

  async function changeRole(command: string, by: string, work: () => Promise<void>): Promise<void> {
    await ports.note('group', by, { command });
    await work();
  }

  return {
    becomeLeader: ({ by }) => ports.change(() => (ports.leads() ? Promise.resolve() : changeRole('becomeLeader', by, ports.lead))),
    joinGroup: ({ by }) => ports.change(() => (ports.follows() ? Promise.resolve() : changeRole('joinGroup', by, ports.follow))),
    leaveGroup: ({ by }) => ports.change(() => changeRole('leaveGroup', by, ports.leave)),
    async pin({ devices, exporter, by }) {
      await changePlan(Object.fromEntries(devices.map((device) => [device, exporter])), by);
    },
    async unpin({ devices, by }) {
      await changePlan(Object.fromEntries(devices.map((device) => [device, null])), by);
    },
    previewPlan: async (wanted) => ports.leading().preview(wanted),
    applyPlan: ({ pins = {}, by }) => changePlan(pins, by),
  };
}
