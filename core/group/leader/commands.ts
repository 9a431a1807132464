import type { Command } from '../../contract/commands.ts';
import { type Failure, failure, type Result, toFailure } from '../../contract/errors.ts';
import type { Member } from './members.ts';

/** What concerns the whole group; the rest is each exporter's own. */
const forLeader: ReadonlySet<string> = new Set<Command>([
  ...(['captureNow', 'capturePulse', 'captureRange', 'startSchedule', 'stopSchedule', 'setMetadata'] as const),
  ...(['takeOutOfService', 'returnToService', 'pin', 'unpin', 'previewPlan', 'applyPlan'] as const),
]);

/** Of one follower, at once. */
const commandsMost = 20;
/** Characters of a sentence on the wire. */
const sentenceMost = 2000;

type Door = (command: string, request: unknown) => Promise<Result<unknown>>;

/** A follower's command, carried out here. Never rejects. */
export async function runCommand(member: Member, command: string, request: unknown, door: Door): Promise<Result<unknown>> {
  if (!forLeader.has(command)) {
    const sentence = `${command.slice(0, 100)} is not a command for the leader: give it to the exporter it is meant for.`;
    return refused(failure('BAD_REQUEST', sentence));
  }
  if (member.commands >= commandsMost) {
    const sentence = `${commandsMost} commands of ${member.name} are being carried out. Wait for one to end, then give this again.`;
    return refused(failure('BUSY', sentence));
  }
  member.commands++;
  try {
    const result = await door(command, request);
    return result.ok ? { ok: true, value: result.value ?? null } : refused(result.failure);
  } catch (error) {
    return refused(toFailure(error));
  } finally {
    member.commands--;
  }
}

function refused(why: Failure): Result<unknown> {
  return { ok: false, failure: { ...why, message: why.message.slice(0, sentenceMost) } };
}
