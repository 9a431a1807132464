import {
  type Answered,
  type Entry,
  type PlanEntry,
  type PulseEntry,
  protocolVersion,
  type SetupEntry,
  type Task,
  type Told,
  toldSchema,
  type VerdictEntry,
} from '../../../core/group/protocol.ts';
import type { Wire } from '../../../core/group/wire/port.ts';
import type { LeaderSettings } from '../../../core/settings/group.ts';
import { setupSchema } from '../../../core/settings/schema.ts';
import { channel, sample } from '../../settings/sample.ts';

type WithoutHead<T> = T extends Entry ? Omit<T, 'v' | 'leader' | 'epoch' | 'seq' | 'at'> : never;
type Said<T> = T extends { kind: 'refused' } ? never : T extends Answered ? Omit<T, 'v' | 'leader' | 'epoch'> : never;
type OfKind<K extends Told['kind']> = Extract<Told, { kind: K }>;

export const startMs = 1_795_341_600_000;
export const devices = ['CAM-1', 'CAM-2', 'PM-1'];
export const pulseOf = (id: number) => ({ pulseId: String(id), timestampNs: `${BigInt(startMs + id) * 1_000_000n}` });
export const metadata = { activeArea: 'EA1', activeExperiment: '12' };
export const record = { digits: 3, localOnly: 'Pulse 0 has its record.' } as const;
export const addressesOf = (name: string): LeaderSettings => ({ name, announce: `tcp://${name}:1`, report: `tcp://${name}:2` });

const { sources, pulseSource, metadata: facts } = sample();
export const setupOf = () =>
  setupSchema.parse({ sources, pulseSource, metadata: facts, devices: devices.map((name) => ({ name, channels: [channel(name)] })) });

/** Says what a leader says, and does as it is told: what the follower makes of it is what is looked at. */
export async function leadByScript(wire: Wire, name: string, epoch: number, clock: { nowMs: number }, setupId = 'first') {
  const told: Told[] = [];
  const log: { entry: Entry; atMs: number }[] = [];
  const head = { v: protocolVersion, leader: name, epoch } as const;
  const manners = { welcomes: true, acks: true, counts: true, replays: true, beats: true, goneUpTo: 0 };
  /** Of a pulse: what is still the follower's. */
  let stillYours: (pulseId: string) => string[] = () => [];
  let peer = '';
  let sessions = 0;
  let pulses = 0;

  const lead = await wire.lead(addressesOf(name), {
    told(from, text) {
      peer = from;
      const message = toldSchema.parse(JSON.parse(text));
      told.push(message);
      respond(message);
    },
    ignored: () => undefined,
  });

  function respond(message: Told): void {
    if (message.kind === 'hello' && manners.welcomes) welcome();
    if (message.kind === 'beat' && manners.acks) say({ kind: 'ack', n: message.n });
    if (message.kind === 'report' && manners.counts)
      say({ kind: 'counted', captureId: message.report.captureId, pulse: message.report.pulse });
    if (message.kind === 'replay' && manners.replays) replay(message);
    if (message.kind === 'ask') {
      const tasks = message.pulses.flatMap((pulse): Task[] => {
        const own = stillYours(pulse.pulseId);
        return own.length === 0 ? [] : [{ pulse, metadata, record, devices: own, waitMs: 0 }];
      });
      const given = message.pulses.filter(({ pulseId }) => stillYours(pulseId).length === 0);
      say({ kind: 'tasks', tasks, given });
    }
  }

  function say(body: Said<Answered>): void {
    lead.answer(peer, JSON.stringify({ ...head, ...body }));
  }

  function welcome(): void {
    const setup = log.map(({ entry }) => entry).find((entry): entry is SetupEntry => entry.kind === 'setup');
    const plan = log.map(({ entry }) => entry).findLast((entry): entry is PlanEntry => entry.kind === 'plan');
    if (setup === undefined) return;
    sessions += 1;
    const session = `${name}-${epoch}-${sessions}`;
    say({ kind: 'welcome', session, seq: log.length, pulses, setup, plan: plan ?? null, lostAfterMs: 5000 });
  }

  function replay({ first, last }: OfKind<'replay'>): void {
    const asked = log.filter(({ entry }) => entry.seq >= first && entry.seq <= last);
    const gone = asked.filter(({ entry }) => entry.seq <= manners.goneUpTo);
    const entries = asked
      .filter(({ entry }) => entry.seq > manners.goneUpTo)
      .map(({ entry, atMs }) => {
        const yours = entry.kind === 'pulse' ? stillYours(entry.pulse.pulseId) : [];
        return { entry, ageMs: Math.round(clock.nowMs - atMs), yours };
      });
    const lost = gone.filter(({ entry }) => entry.kind === 'pulse').length;
    say({ kind: 'replayed', entries, gone: gone.length === 0 ? null : { from: first, to: first + gone.length - 1, pulses: lost } });
  }

  /** `silently`: as if it were lost on the way. */
  function announce(body: WithoutHead<Entry>, silently = false): Entry {
    const entry: Entry = { ...head, seq: log.length + 1, at: new Date(startMs + clock.nowMs).toISOString(), ...body };
    log.push({ entry, atMs: clock.nowMs });
    if (!silently) lead.announce(JSON.stringify(entry));
    return entry;
  }

  const setup = { kind: 'setup', setupId, setup: setupOf(), topic: null } as const;
  announce(setup);

  return {
    told,
    log,
    manners,
    announce,
    say,
    of: <K extends Told['kind']>(kind: K) => told.filter((message): message is OfKind<K> => message.kind === kind),
    yours(still: (pulseId: string) => string[]) {
      stillYours = still;
    },
    sayRaw: (text: string) => lead.answer(peer, text),
    announceRaw: (text: string) => lead.announce(text),
    refuse: (failure: Extract<Answered, { kind: 'refused' }>['failure']) =>
      lead.answer(peer, JSON.stringify({ v: protocolVersion, kind: 'refused', failure })),
    setup: (id: string) => announce({ ...setup, setupId: id }),
    plan(version: number, shares: Record<string, string[]>, silently = false): Entry {
      const orders = { schedule: { kind: 'manual' }, metadata: {}, outOfService: {}, pins: {} } as const;
      return announce({ kind: 'plan', version, setupId, shares, ...orders }, silently);
    },
    pulse(id: number, more: Partial<Pick<PulseEntry, 'plan' | 'mode' | 'waitMs'>> = {}, silently = false): Entry {
      pulses += 1;
      const order = { plan: 1, mode: 'live', waitMs: 2000, nth: pulses, ...more } as const;
      return announce({ kind: 'pulse', pulse: pulseOf(id), metadata, record, ...order }, silently);
    },
    verdict(id: number, verdict: VerdictEntry['verdict'], upload: VerdictEntry['upload'] = null, silently = false): Entry {
      const announced = { leader: name, epoch, seq: 1, mode: 'live', localOnly: record.localOnly } as const;
      const numbers = { expected: 3, captured: 3, counts: { captured: 3 }, shares: [], missed: [], upload };
      return announce({ kind: 'verdict', pulse: pulseOf(id), announced, verdict, ...numbers }, silently);
    },
    /** Of a pulse that this leader, or one before it, has announced; with a part of this exporter's in it. */
    verdictWith(exporter: string, id: number, announcedIn: number): Entry {
      const announced = { leader: name, epoch: announcedIn, seq: 1, mode: 'live', localOnly: null } as const;
      const numbers = { devices: 1, expected: 1, decided: 1, captured: 1 };
      const shares: VerdictEntry['shares'] = [{ exporter, state: 'reported', ...numbers, verdict: 'complete', files: ['other.h5'] }];
      const rest = { expected: 1, captured: 1, counts: { captured: 1 }, shares, missed: [], upload: null };
      return announce({ kind: 'verdict', pulse: pulseOf(id), announced, verdict: 'complete', ...rest });
    },
    beat(leaving = false): void {
      lead.announce(JSON.stringify({ ...head, kind: 'beat', seq: log.length, pulses, leaving }));
    },
    close: () => lead.close(),
  };
}

export type ScriptedLeader = Awaited<ReturnType<typeof leadByScript>>;
