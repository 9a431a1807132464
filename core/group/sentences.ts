import type { PulseFacts } from '../contract/api.ts';
import { type Failure, failure } from '../contract/errors.ts';
import { duration, listed } from '../contract/words.ts';
import { fromFacts, isoMs } from '../pulses/pulse.ts';
import type { Epoch } from './epoch.ts';

/** What a group says to people. Each names who it is about, what it means, and what to do where a person must. */

export function memberLost(name: string, silentMs: number, devices: number): Failure {
  const sentence = `${name} has been silent for ${duration(silentMs)}: it is lost, and ${given(devices)}. Is it running, and does the network reach it?`;
  return failure('MEMBER_LOST', sentence, { exporter: name, silentMs, devices });
}

export function memberLeft(name: string, devices: number): Failure {
  return failure('MEMBER_LOST', `${name} has left the group, and ${given(devices)}.`, { exporter: name, devices });
}

function given(devices: number): string {
  if (devices === 0) return 'it had no devices';
  return devices === 1 ? 'its device goes to the others' : `its ${devices} devices go to the others`;
}

/** `why` is a sentence. */
export function memberUnable(name: string, why: string): Failure {
  return failure('MEMBER_UNABLE', `${name} cannot capture, so the others have its devices: ${why}`, { exporter: name });
}

export function memberBack(name: string): Failure {
  return failure('MEMBER_BACK', `${name} is back in the group and gets devices again.`, { exporter: name });
}

export function twoLeaders(obeyed: Epoch, other: Epoch): Failure {
  const sentence =
    `${obeyed.leader} (epoch ${obeyed.epoch}) and ${other.leader} (epoch ${other.epoch}) both lead. ${obeyed.leader} is obeyed, what ${other.leader} ` +
    `announces is ignored. Stop ${other.leader}, or let it join the group as a follower; if it should lead, make it the leader by command.`;
  return failure('TWO_LEADERS', sentence, {
    leader: obeyed.leader,
    epoch: obeyed.epoch,
    otherLeader: other.leader,
    otherEpoch: other.epoch,
  });
}

export function leaderSilent(leader: string, silentMs: number): Failure {
  const sentence =
    `The leader ${leader} has been silent for ${duration(silentMs)}. What has begun is finished; no new pulse is captured until a leader is heard. ` +
    `Start ${leader} again, or make another exporter the leader.`;
  return failure('LEADER_SILENT', sentence, { leader, silentMs });
}

export function leaderLeft(leader: string): Failure {
  const sentence =
    `${leader} has stopped leading. What has begun is finished; no new pulse is captured until a leader is heard. ` +
    `Start ${leader} again, or make another exporter the leader.`;
  return failure('LEADER_SILENT', sentence, { leader });
}

/** `tried`: those that may lead. */
export function noLeader(tried: readonly string[]): Failure {
  const names = listed(tried, namesShown);
  const sentence = `No leader is heard (tried: ${names}). Start one of them, or make one the leader by command, and try again.`;
  return failure('NO_LEADER', sentence, { tried: names });
}

export function stoodDown(own: Epoch, newer: Epoch): Failure {
  const sentence =
    `${newer.leader} leads the group since epoch ${newer.epoch}, so ${own.leader} (epoch ${own.epoch}) has stood down and follows. ` +
    `Make ${own.leader} the leader by command if it should lead again.`;
  return failure('STOOD_DOWN', sentence, { leader: newer.leader, epoch: newer.epoch, stoodDown: own.leader, ownEpoch: own.epoch });
}

/** `theirs`: of the exporter with this name; `ours`: of the leader. */
export function versionDiffers({ name, theirs, ours }: { name: string; theirs: string; ours: string }): Failure {
  const sentence = `${name} runs version ${theirs}, its group runs ${ours}: it cannot take part. Install the same version on all exporters of the group.`;
  return failure('VERSION_DIFFERS', sentence, { exporter: name, theirs, ours });
}

export function notAllowed(name: string): Failure {
  const sentence = `${name} may not follow here. Add its name and public key to "group.followers" in the settings of each exporter that may lead, and restart those.`;
  return failure('NOT_ALLOWED', sentence, { exporter: name });
}

export function nameInUse(name: string): Failure {
  const sentence = `Another exporter of the group is named ${name}, so this one cannot take part. Give each a name of its own in its settings.`;
  return failure('NAME_IN_USE', sentence, { exporter: name });
}

export function pulsesRestarted(before: PulseFacts, after: PulseFacts): Failure {
  const sentence = `Pulse IDs jumped back: ${told(before)} was followed by ${told(after)}. Accepted as a new run of the timing system; if none was begun, look at the pulse source.`;
  return failure('PULSES_RESTARTED', sentence, { beforePulseId: before.pulseId, pulseId: after.pulseId, timestampNs: after.timestampNs });
}

function told(facts: PulseFacts): string {
  return `${facts.pulseId} (${isoMs(fromFacts(facts).timestampNs)})`;
}

/** `from` and `to`: numbers of announcements, both given up. `why` is a sentence. */
export function pulsesGivenUp(from: number, to: number, pulses: number, why: string): Failure {
  const which = from === to ? `Announcement ${from}` : `Announcements ${from} to ${to}`;
  const what = pulses === 1 ? 'a pulse' : `${pulses} pulses`;
  const sentence = `${which} with ${what} never arrived and cannot be had any more: ${why} Capture the time range again by command if it is needed.`;
  return failure('PULSES_GIVEN_UP', sentence, { from, to, pulses });
}

/** `by`: the exporters that have the devices now. */
export function superseded(by: readonly string[]): Failure {
  const names = listed(by, namesShown);
  const now = names === '' ? 'others' : names;
  const sentence = `Its devices were given to ${now} meanwhile: this file is kept, but it does not count and is not uploaded.`;
  return failure('SUPERSEDED', sentence, { by: names });
}

export function mayNotLead(name: string): Failure {
  const sentence = `${name} is not among group.leaders of its settings, so nobody would listen to it. Add it there, for every exporter.`;
  return failure('MAY_NOT_LEAD', sentence, { exporter: name });
}

export function nothingToLead(name: string): Failure {
  const sentence = `${name} has no devices and sources: its settings have none, and no leader has told it any. It can't lead.`;
  return failure('NO_SETUP', sentence, { exporter: name });
}

export function nothingAlone(name: string): Failure {
  const sentence = `${name} has its devices and sources from its leader only. Stop it instead, or give its settings a setup of its own.`;
  return failure('NO_SETUP', sentence, { exporter: name });
}

export function nobodyToFollow(name: string): Failure {
  const sentence = `${name} is the only one of group.leaders, so there is nobody to follow. Name another that may lead.`;
  return failure('NO_LEADER', sentence, { exporter: name });
}

/** Of a large group nobody reads every name. */
const namesShown = 10;
