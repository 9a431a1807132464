import { z } from 'zod';
import type { Api } from '../contract/api.ts';
import type { Command } from '../contract/commands.ts';
import type { PlanPreview } from '../contract/group.ts';
import type { Group } from './port.ts';

/** What concerns the whole group; the rest concerns this exporter alone. */
export type LeaderCommands = Pick<
  Api,
  | 'captureNow'
  | 'capturePulse'
  | 'captureRange'
  | 'startSchedule'
  | 'stopSchedule'
  | 'setMetadata'
  | 'takeOutOfService'
  | 'returnToService'
  | 'pin'
  | 'unpin'
  | 'previewPlan'
  | 'applyPlan'
>;

const nothing = z.unknown().transform(() => undefined);
const captureId = z.object({ captureId: z.string() });
const count = z.number();
const loads = z.array(z.object({ exporter: z.string(), devices: count, channels: count, bytes: count, ms: count }));
const preview = z.object({
  before: loads,
  after: loads,
  moves: z.array(z.object({ device: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
}) satisfies z.ZodType<PlanPreview>;

/** On a follower these go to the leader, and its answer comes back; on any other exporter they are its own. */
export function viaLeader(own: LeaderCommands, group: () => Group | null): LeaderCommands {
  function via<R, T>(command: Command, here: (request: R) => Promise<T>, result: z.ZodType<T>): (request: R) => Promise<T> {
    return async (request) => {
      const current = group();
      return current?.role() === 'follower' ? result.parse(await current.forward(command, request)) : here(request);
    };
  }
  return {
    captureNow: via('captureNow', own.captureNow, captureId),
    capturePulse: via('capturePulse', own.capturePulse, captureId),
    captureRange: via('captureRange', own.captureRange, z.object({ pulses: count })),
    startSchedule: via('startSchedule', own.startSchedule, nothing),
    stopSchedule: via('stopSchedule', own.stopSchedule, nothing),
    setMetadata: via('setMetadata', own.setMetadata, nothing),
    takeOutOfService: via('takeOutOfService', own.takeOutOfService, nothing),
    returnToService: via('returnToService', own.returnToService, nothing),
    pin: via('pin', own.pin, nothing),
    unpin: via('unpin', own.unpin, nothing),
    previewPlan: via('previewPlan', own.previewPlan, preview),
    applyPlan: via('applyPlan', own.applyPlan, preview),
  };
}
