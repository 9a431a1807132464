import { toFailure } from '../../contract/errors.ts';
import type { IgnoredReason } from '../../contract/group.ts';
import type { Epoch } from '../epoch.ts';
import { createJournalTeller } from '../journal-teller.ts';
import {
  type Answered,
  type Entry,
  type FileUploadTold,
  type PlanEntry,
  pulsesMost,
  type Report,
  type SetupEntry,
  type VerdictEntry,
} from '../protocol.ts';
import { createGone } from './gone.ts';
import { announcedPulse } from './group-pulse.ts';
import { createIntake, type Heard } from './intake.ts';
import { createMembership, type ToldBody } from './membership.ts';
import { createNewest } from './newest.ts';
import { createPlans } from './plans.ts';
import type { FollowerPorts, FollowerStart } from './ports.ts';
import { createPulseCounts } from './pulse-counts.ts';
import { createReports } from './reports.ts';
import { createSetupUse } from './setup-use.ts';
import { createTaking } from './taking.ts';

type Answer = Exclude<Answered, { kind: 'refused' | 'result' }>;

type FollowingPorts = FollowerPorts & {
  /** Answers the number it went with. */
  send(leader: string, session: string | null, body: ToldBody): number;
  ignore(reason: IgnoredReason): void;
  changed(): void;
};

/** What is done with what the obeyed leader says, and what is said to it. */
export function createFollowing(start: FollowerStart, ports: FollowingPorts) {
  const { own, listener, monotonicMs, send, changed } = ports;
  const { noticed } = listener;
  const { name } = start;
  const counts = createPulseCounts();
  const plans = createPlans();
  const newest = createNewest();
  const reports = createReports();
  const setups = createSetupUse(start.setupId, { own, monotonicMs, noticed, changed: ableOrNot });
  const finished = createJournalTeller(own.reportsOf, reports.add, noticed);
  const uploads = createJournalTeller(own.uploadsOf, uploaded, noticed);
  /** Of the leader that took it in last. */
  let last = start.last;
  let joined = false;
  let ownTrouble: string | null = null;

  const membership = createMembership({
    ...{ name, version: start.version, run: start.run, lostAfterMs: start.lostAfterMs, own, monotonicMs, send, trouble },
    ...{ last: lastKnown, counts: counts.facts, setupId: setups.inUse, noticed },
  });
  const taking = createTaking({
    ...{ name, own, monotonicMs, plan: plans.of },
    mayTake: () => membership.holds() && setups.ready() && trouble() === null,
    ask: (pulses) => tell({ kind: 'ask', pulses }),
  });
  const intake = createIntake({
    ...{ counts, setup, plan, taken, keep: ports.keep, noticed },
    repeated: () => ports.ignore('replayed'),
  });
  const gone = createGone({
    ...{ topic: ports.topic, noticed, awaited: counts.awaited },
    givenUp: (pulses) => counts.count('givenUp', pulses),
    found(entries) {
      intake.hear(entries.map((entry) => ({ entry, arrival: { how: 'topic' } })));
      flush();
    },
  });

  function tell(body: ToldBody): void {
    const epoch = intake.epoch();
    const session = membership.session();
    if (epoch !== null && session !== null) send(epoch.leader, session, body);
  }

  function trouble(): string | null {
    return ownTrouble ?? setups.trouble();
  }

  /** Nobody answers it: what is lost, or not said while there is no leader, the leader asks for. */
  function uploaded(upload: FileUploadTold): void {
    tell({ kind: 'uploaded', upload });
  }

  function lastKnown(): (Epoch & { seq: number }) | null {
    const epoch = intake.epoch();
    return joined && epoch !== null ? { ...epoch, seq: intake.upTo() } : last;
  }

  function setup(entry: SetupEntry): void {
    listener.setup(entry);
    setups.want(entry);
  }

  function plan(entry: PlanEntry): void {
    if (plans.add(entry)) {
      own.setOutOfService(entry.outOfService);
      listener.plan(entry);
    }
    taking.planned(entry.version);
  }

  function taken({ entry, arrival }: Heard): void {
    if (entry.kind === 'verdict') judged(entry);
    if (entry.kind === 'upload' && newest.upload(entry)) listener.uploaded(entry.pulse, entry.upload);
    if (entry.kind !== 'pulse') return;
    taking.announced(entry, arrival); // before anybody is told of it: a live pulse waits for nobody
    listener.pulse(announcedPulse(entry, plans.of(entry.plan), setups.wanted()), true);
  }

  function counted(captureId: string): void {
    if (reports.counted(captureId)) own.counted(captureId);
  }

  /** Of an earlier run too: what a leader never answered may count, or not. */
  function tellUnanswered(): void {
    own.unanswered(pulsesMost).then(finished.tell, (error: unknown) => listener.noticed(toFailure(error)));
  }

  function tellUnsettled(): void {
    own.unsettled(pulsesMost).then(
      (pulses) => (pulses.length > 0 ? tell({ kind: 'unsettled', pulses }) : undefined),
      (error: unknown) => noticed(toFailure(error)),
    );
  }

  function judged(entry: VerdictEntry): void {
    const known = newest.verdict(entry);
    if (known === null) return;
    listener.pulse(known, false);
    const share = entry.shares.find(({ exporter }) => exporter === name);
    // What it has finished without its leader's knowledge is to be counted, or to be superseded: also what an earlier leader had counted.
    if (share !== undefined && share.state !== 'lost' && entry.announced.epoch === entry.epoch) return;
    own.uncount(entry.pulse);
    finished.tell([entry.pulse]);
  }

  function welcome(message: Extract<Answer, { kind: 'welcome' }>): void {
    if (!membership.welcome(message)) return;
    joined = true;
    tellUnsettled();
    intake.welcome(message);
    taking.welcomed(message.seq);
    reports.unsent();
    tellUnanswered();
    finished.tell(membership.told().flatMap(({ pulse, state }) => (state === 'finished' ? [pulse] : [])));
    membership.beat();
  }

  function replayed(message: Extract<Answer, { kind: 'replayed' }>): void {
    const backfill = intake.backfill();
    if (backfill === null) return;
    const now = monotonicMs();
    backfill.answered(now);
    const heard = message.entries.filter(({ entry }) => entry.epoch === message.epoch && entry.leader === message.leader);
    intake.hear(heard.map(({ entry, ageMs, yours }) => ({ entry, arrival: { how: 'replayed', announcedMs: now - ageMs, yours } })));
    if (message.gone !== null) tellUnsettled();
    if (message.gone !== null) gone.search(message.gone, message, backfill, intake.timeBefore(message.gone.from), now);
  }

  function superseded(captureId: string, by: string): void {
    if (!reports.superseded(captureId)) return;
    counts.superseded();
    own.supersede(captureId, by);
  }

  /** What is to be said to the leader now. */
  function flush(): void {
    if (membership.session() === null) return;
    const now = monotonicMs();
    for (const { from, to } of intake.backfill()?.due(now) ?? []) tell({ kind: 'replay', first: from, last: to });
    taking.askNow(now);
    for (const report of reports.due(now)) tell({ kind: 'report', report });
  }

  function ableOrNot(): void {
    membership.beat();
    flush();
    changed();
  }

  return {
    ...{ membership, counts, plans, lastKnown, tell, trouble, flush, uploaded },

    obey(epoch: Epoch): void {
      last = lastKnown();
      joined = false;
      gone.end();
      plans.begin();
      newest.begin();
      intake.begin(epoch, last);
      taking.begin();
      membership.obey(epoch);
      membership.tick(monotonicMs());
    },
    entry(entry: Entry): void {
      intake.hear([{ entry, arrival: { how: 'received', announcedMs: monotonicMs() } }]);
    },
    expect: intake.expect,

    answer(message: Answer): void {
      if (message.kind === 'welcome') welcome(message);
      else if (message.kind === 'ack') membership.ack(message.n);
      else if (message.kind === 'counted') counted(message.captureId);
      else if (message.kind === 'superseded') superseded(message.captureId, message.by);
      else if (message.kind === 'replayed') replayed(message);
      else if (message.kind === 'uploads') uploads.tell(message.pulses);
      else {
        taking.tasks(message.tasks, message.given);
        // What it has finished it does not take again: then the report was lost.
        finished.tell(message.tasks.map(({ pulse }) => pulse));
      }
    },

    report(report: Report): void {
      reports.add(report);
      flush();
    },
    setTrouble(now: string | null): void {
      if (now === ownTrouble) return;
      ownTrouble = now;
      ableOrNot();
    },
    tick(nowMs: number, leaderAlive: boolean): void {
      if (leaderAlive) membership.tick(nowMs);
      setups.tick(nowMs);
      gone.tick(nowMs);
      flush();
    },
    close(): void {
      membership.close();
      setups.close();
      finished.close();
      uploads.close();
      gone.end();
    },
  };
}
