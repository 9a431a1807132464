import { toError, toFailure } from '../../contract/errors.ts';
import type { PulseCounts } from '../../contract/group.ts';
import { type Answered, type PulseEntry, protocolVersion, type SetupEntry } from '../protocol.ts';
import { pulseKey } from '../pulse-key.ts';
import { createAnnouncements } from './announcements.ts';
import { createAssigning } from './assigning.ts';
import { createGreeting } from './greeting.ts';
import { memberFacts } from './member-facts.ts';
import { createMembers } from './members.ts';
import { createOpenPulses } from './open-pulses.ts';
import { createOwnPart } from './own-part.ts';
import { createPlanning } from './planning.ts';
import type { Announcement, Leader, LeaderPorts, LeaderStart } from './port.ts';
import { createRecall } from './recall.ts';
import { createReceive, type Receive } from './receive.ts';
import { createRecovery } from './recovery.ts';
import { createRefusals, notYetReady } from './refusals.ts';
import { createReports } from './reports.ts';
import { createRestarts } from './restarts.ts';
import { createRounds } from './rounds.ts';
import { setupIdOf } from './setup-id.ts';
import { createUploads } from './uploads.ts';

export type { Leader } from './port.ts';

/** Binds at once, gathers its followers, then announces. Rejects with ADDRESS_IN_USE. */
export async function openLeader(start: LeaderStart, ports: LeaderPorts): Promise<Leader> {
  const { name, epoch, setup, topic } = start;
  const { listener, own, monotonicMs, wallMs } = ports;
  let receive: Receive | null = null;
  let closing: Promise<void> | null = null;
  const wire = await ports.wire.lead(ports.addresses, {
    told(peer, message) {
      try {
        receive?.told(peer, message);
      } catch (error) {
        listener.noticed(toFailure(error)); // a message that this program stumbles over must not end the group
      }
    },
    ignored: (reason) => receive?.ignored(reason),
  });

  const answer = (peer: string, message: Answered): void => wire.answer(peer, JSON.stringify(message));
  const announcements = createAnnouncements(name, epoch, start.keptAnnouncements, {
    ...{ monotonicMs, wallMs, keep: ports.keep },
    publish: wire.announce,
  });
  const setupId = setupIdOf(setup, topic);
  const setupEntry = announcements.append((shape): SetupEntry => ({ ...shape, kind: 'setup', setupId, setup, topic }));
  const judged = new Map((start.judged ?? []).map((verdict) => [pulseKey(verdict.pulse), verdict]));
  const members = createMembers(epoch, ports.randomId);
  const planning = createPlanning({ setup, setupId, orders: start.orders, pins: start.pins }, announcements);
  const uploads = createUploads({
    ...{ enabled: setup.gateway !== undefined, announcements, monotonicMs, announced: listener.uploaded },
    isOpen: (pulse) => pulses.find(pulse)?.judged === false,
    forgotten: (exporter, told) => recall.recall(exporter, told),
  });
  const recall = createRecall({
    ...{ log: ports.uploadLog, uploads, noticed: listener.noticed },
    dropped: () => receive?.ignored('queue-full'),
  });
  const pulses = createOpenPulses({ announcements, uploads, told: listener.pulse });
  const reports = createReports({ pulses, planning, judged });
  const assigning = createAssigning({
    ...{ name, pulses, planning, own, monotonicMs },
    send(exporter, tasks, given) {
      const member = members.get(exporter);
      if (member !== undefined) answer(member.peer, { ...announcements.shape, kind: 'tasks', tasks, given });
    },
  });
  const recovery = createRecovery({ announcements, pulses, planning, assigning, judged, uploads, monotonicMs });
  const refusals = createRefusals((peer, failure) => answer(peer, { v: protocolVersion, kind: 'refused', failure }), listener.noticed);
  const ownPart = createOwnPart(name, { own, reports, recovery, assigning, uploads, noticed: listener.noticed });
  const parts = { members, announcements, pulses, planning, assigning, listener, monotonicMs, wallMs };
  const rounds = createRounds({ name, setupId, lostAfterMs: start.lostAfterMs, gatherMs: start.gatherMs }, { ...parts, ownPart });
  const { release, stirred } = rounds;
  const greet = createGreeting(start, {
    ...{ ...parts, recovery, refusals, uploads, setupEntry, answer, release },
    ignored: (reason) => receive?.ignored(reason),
  });
  receive = createReceive({ ...parts, reports, refusals, uploads, recall, greet, answer, release, stirred, door: ports.door });
  const restarted = createRestarts();
  for (const open of start.open.toReversed()) recovery.openEntry(open);
  announcements.beat(false);
  await ownPart.recover();
  rounds.tick();

  function checkReady(): void {
    if (!rounds.isReady()) throw toError(notYetReady(name));
  }

  function announceNew({ waitMs, ...announcement }: Announcement) {
    const nth = announcements.pulses() + 1;
    const plan = planning.version();
    const entry = announcements.append((shape): PulseEntry => ({ ...shape, kind: 'pulse', ...announcement, plan, waitMs, nth }));
    const record = pulses.add(entry, planning.ground(), monotonicMs());
    const notice = restarted(announcement.pulse);
    if (notice !== null) listener.noticed(notice);
    pulses.tell(record, true);
    return { entry, devices: [...record.tally.unreportedOf(name)] };
  }

  function counts(): PulseCounts {
    const announced = announcements.pulses();
    return { announced, received: announced, backFilled: 0, givenUp: 0, superseded: ownPart.superseded() };
  }

  return {
    ready: rounds.ready,
    announce(announcement) {
      checkReady();
      const record = pulses.find(announcement.pulse);
      if (record === undefined) return announceNew(announcement);
      assigning.takeAgain(record);
      return { entry: record.entry, devices: record.tally.missingOf(name, planning.ground().skipped) };
    },
    ownReported: ownPart.reported,
    ownProgressed: ownPart.progressed,
    ownUploaded: ownPart.uploaded,
    preview(change) {
      checkReady();
      return planning.preview(change, rounds.eligible());
    },
    change(change) {
      checkReady();
      const preview = planning.change(change, rounds.eligible(), monotonicMs());
      listener.changed();
      return preview;
    },
    setOrders: (orders) => void planning.setOrders(orders, monotonicMs()),
    setTrouble: rounds.setTrouble,
    tick() {
      if (closing !== null) return;
      rounds.tick();
      recall.tick(monotonicMs());
      uploads.tick();
    },
    facts: () => ({
      members: memberFacts({ name, ...rounds.own(), counts: counts() }, members.all(), planning.load),
      counts: counts(),
      ignored: receive?.counts() ?? {},
      plan: planning.facts(),
    }),
    unjudged: pulses.unjudged,
    plan: planning.entry,
    close({ leaving }) {
      if (closing === null) {
        if (leaving) announcements.beat(true);
        receive = null;
        rounds.stop();
        recall.close();
        ownPart.close();
        closing = wire.close();
      }
      return closing;
    },
  };
}
