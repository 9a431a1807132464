import type { OutcomeCode, PulseFacts } from '../../../core/contract/api.ts';
import { type OpenPulse, protocolVersion, type Report, type Told } from '../../../core/group/protocol.ts';
import { metadata, record, type World } from './world.ts';

type Body = Told extends infer T ? (T extends Told ? Omit<T, 'v' | 'from' | 'session' | 'n'> : never) : never;
type HelloOptions = {
  run?: string;
  version?: string;
  open?: OpenPulse[];
  trouble?: string | null;
  last?: Extract<Told, { kind: 'hello' }>['last'];
};

/** What a follower says, message by message. */
export function member(world: World, name: string, peer = `peer-${name}`) {
  let n = 0;
  let session: string | null = null;
  let setupId: string | null = null;
  const working: PulseFacts[] = [];

  function tell(body: Body, more: { session?: string | null; n?: number; peer?: string } = {}): void {
    const message = { v: protocolVersion, from: name, session, n: n++, ...body, ...('n' in more && { n: more.n }) };
    world.say(more.peer ?? peer, JSON.stringify({ ...message, ...('session' in more && { session: more.session }) }));
  }

  function hello({ run = 'run-1', version = '1.0.0', open = [], last = null, trouble = null }: HelloOptions = {}): void {
    tell({ kind: 'hello', version, run, last, setupId: null, open, trouble }, { session: null });
    const welcome = world.answersTo(peer, 'welcome').at(-1);
    session = welcome?.session ?? null;
    setupId = welcome?.setup.setupId ?? null;
  }

  function beat(trouble: string | null = null, id = setupId): void {
    const counts = { announced: 0, received: 0, backFilled: 0, givenUp: 0, superseded: 0 };
    tell({ kind: 'beat', working: [...working], counts, setupId: id, trouble });
  }

  return {
    ...{ name, peer, tell, hello, beat, working },
    session: () => session,
    report: (report: Report, more = {}) => tell({ kind: 'report', report }, more),
    join() {
      hello();
      beat();
    },
    share: () => world.leader.facts().plan?.shares[name] ?? [],
    tasks: () => world.answersTo(peer, 'tasks').flatMap(({ tasks }) => tasks),
    given: () => world.answersTo(peer, 'tasks').flatMap(({ given }) => given),
  };
}

/** As a follower's journal has it. */
export function openPulse(of: PulseFacts, state: OpenPulse['state'], devices: readonly string[]): OpenPulse {
  return { pulse: of, metadata, record, mode: 'live', state, devices: [...devices] };
}

/** All captured, but for channels named in `codes`. */
export function reportOf(of: PulseFacts, devices: readonly string[], captureId = 'c1', codes: Record<string, OutcomeCode> = {}): Report {
  const outcomes = devices.flatMap((device) =>
    [`${device}-a`, `${device}-b`].map((channel) => ({
      channel,
      device,
      code: codes[channel] ?? ('captured' as const),
      bytes: 8,
      tookMs: 1,
    })),
  );
  const missed = outcomes.some(({ code }) => code !== 'captured');
  return { pulse: of, captureId, attempt: 1, file: `${captureId}.h5`, verdict: missed ? 'partial' : 'complete', outcomes };
}
