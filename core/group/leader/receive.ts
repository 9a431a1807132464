import { type Failure, failure, messageOf } from '../../contract/errors.ts';
import type { IgnoredCounts, IgnoredReason } from '../../contract/group.ts';
import { fromJson } from '../json.ts';
import { type Answered, type Told, toldSchema } from '../protocol.ts';
import { readMessage } from '../read-message.ts';
import { memberBack, memberLeft, memberUnable } from '../sentences.ts';
import type { Announcements, Gone } from './announcements.ts';
import type { Assigning } from './assigning.ts';
import { batchesOf, charactersIn } from './batches.ts';
import { runCommand } from './commands.ts';
import type { Hello } from './greeting.ts';
import { end, type Member, type Members, tellTrouble } from './members.ts';
import type { OpenPulses } from './open-pulses.ts';
import type { Planning } from './planning.ts';
import type { LeaderListener, LeaderPorts } from './port.ts';
import type { Recall } from './recall.ts';
import { noSession, otherProtocol, type Refusals } from './refusals.ts';
import type { Reports } from './reports.ts';
import type { Uploads } from './uploads.ts';

type ReceivePorts = Pick<LeaderPorts, 'monotonicMs' | 'wallMs' | 'door'> & {
  members: Members;
  announcements: Announcements;
  pulses: OpenPulses;
  planning: Planning;
  assigning: Assigning;
  reports: Reports;
  refusals: Refusals;
  uploads: Pick<Uploads, 'told' | 'due'>;
  recall: Pick<Recall, 'again'>;
  listener: LeaderListener;
  greet(peer: string, hello: Hello): void;
  answer(peer: string, message: Answered): void;
  release(exporter: string): void;
  /** The facts are others now; told with the next tick. */
  stirred(): void;
};

type SessionTold = Exclude<Told, { kind: 'hello' }>;
type Of<K extends Told['kind']> = Extract<Told, { kind: K }>;

/** The one door for what followers, or anybody, say. Never throws: what is of no use is counted by its reason and changes nothing. */
export function createReceive(ports: ReceivePorts) {
  const { members, announcements, assigning, reports, refusals, listener, monotonicMs, answer } = ports;
  const { shape } = announcements;
  const counts: IgnoredCounts = {};

  function ignored(reason: IgnoredReason): void {
    counts[reason] = (counts[reason] ?? 0) + 1;
    ports.stirred();
  }

  function told(peer: string, text: string): void {
    const read = readMessage(text, toldSchema);
    if (!read.ok) {
      ignored(read.reason);
      if (read.reason === 'other-version') refuseProtocol(peer, fromJson(text));
    } else if (read.message.kind === 'hello') ports.greet(peer, read.message);
    else toldBySession(peer, read.message);
  }

  function refuseProtocol(peer: string, message: unknown): void {
    if (typeof message !== 'object' || message === null || !('v' in message) || typeof message.v !== 'number') return;
    const from = 'from' in message && typeof message.from === 'string' ? message.from.slice(0, 40) : 'An exporter';
    const why = otherProtocol(from, message.v, shape.v);
    refusals.refuse(peer, why, monotonicMs());
    refusals.noticeOnce(why, monotonicMs());
  }

  function toldBySession(peer: string, message: SessionTold): void {
    const standing = members.standing(peer, message);
    if (standing.ok) {
      standing.member.lastN = message.n;
      standing.member.lastHeardMs = monotonicMs();
      act(standing.member, message);
      return;
    }
    ignored(standing.why === 'unknown' ? 'forged' : 'replayed');
    if (standing.why !== 'repeated') refusals.refuse(peer, noSession(shape.leader), monotonicMs());
  }

  function act(member: Member, message: SessionTold): void {
    switch (message.kind) {
      case 'beat':
        beat(member, message);
        break;
      case 'progress':
        reports.progressed(member.name, message.pulse, message.decided);
        break;
      case 'report':
        report(member, message);
        break;
      case 'uploaded':
        ports.uploads.told(member.name, message.upload);
        break;
      case 'unsettled':
        ports.recall.again(message.pulses);
        break;
      case 'replay':
        replay(member, message);
        break;
      case 'ask':
        ask(member, message);
        break;
      case 'command':
        command(member, message);
        break;
      case 'bye':
        bye(member);
    }
  }

  function beat(member: Member, { n, counts: told, setupId, trouble, working }: Of<'beat'>): void {
    answer(member.peer, { ...shape, kind: 'ack', n });
    member.counts = told;
    member.setupId = setupId;
    if (tellTrouble(member, trouble, ports.wallMs())) {
      listener.noticed(trouble === null ? memberBack(member.name) : memberUnable(member.name, trouble));
      if (trouble !== null) ports.release(member.name);
    }
    assigning.reconcile(member.name, working);
    const pulses = ports.uploads.due(member.name);
    if (pulses.length > 0) answer(member.peer, { ...shape, kind: 'uploads', pulses });
    ports.stirred();
  }

  function report({ name, peer }: Member, { report: { pulse, captureId, ...rest } }: Of<'report'>): void {
    const by = reports.take(name, { pulse, captureId, ...rest });
    answer(peer, by === null ? { ...shape, kind: 'counted', captureId, pulse } : { ...shape, kind: 'superseded', captureId, pulse, by });
  }

  function replay({ name, peer }: Member, { first, last }: Of<'replay'>): void {
    const { gone, entries } = announcements.between(first, last);
    const replayed = entries.map(({ entry, characters, atMs }) => {
      const record = entry.kind === 'pulse' ? ports.pulses.find(entry.pulse) : undefined;
      const yours = [...(record?.tally.unreportedOf(name) ?? [])];
      return { characters: characters + charactersIn(yours), part: { entry, ageMs: Math.max(0, Math.round(monotonicMs() - atMs)), yours } };
    });
    const [oldest = [], ...more] = batchesOf(replayed, ({ characters }) => characters);
    const send = (batch: typeof replayed, missing: Gone | null) =>
      answer(peer, { ...shape, kind: 'replayed', entries: batch.map(({ part }) => part), gone: missing });
    send(oldest, gone);
    for (const batch of more) send(batch, null);
  }

  function ask({ name }: Member, { pulses: asked }: Of<'ask'>): void {
    const tasks = asked.map((pulse) => {
      const record = ports.pulses.find(pulse);
      return { pulse, task: record === undefined ? null : assigning.restOf(record, name) };
    });
    assigning.order(
      name,
      tasks.flatMap(({ task }) => task ?? []),
      tasks.flatMap(({ pulse, task }) => (task === null ? [pulse] : [])),
    );
  }

  function command(member: Member, { id, command, request }: Of<'command'>): void {
    runCommand(member, command, request, ports.door)
      .then((result) => answer(members.get(member.name)?.peer ?? member.peer, { ...shape, kind: 'result', id, result }))
      .catch((error: unknown) => listener.noticed(broken(error)));
  }

  function bye(member: Member): void {
    const notice = memberLeft(member.name, ports.planning.share(member.name).length);
    end(member, 'left', notice, ports.wallMs());
    ports.release(member.name);
    listener.noticed(notice);
    listener.changed();
  }

  return { told, ignored, counts: (): IgnoredCounts => ({ ...counts }) };
}

export type Receive = ReturnType<typeof createReceive>;

/** A result that is no JSON. */
function broken(error: unknown): Failure {
  return failure('INTERNAL', `A command's result could not be sent to the follower: ${messageOf(error)}`);
}
