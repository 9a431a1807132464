import { isDeepStrictEqual } from 'node:util';
import { ExporterError } from '../contract/errors.ts';
import type { Setup } from '../settings/schema.ts';
import type { Source } from '../sources/port.ts';
import type { Intake } from './port.ts';

export type OpenIntake = (setup: Setup, topic: string | null) => Promise<Intake>;

/** An intake whose setup may come, and change, while the exporter runs: a follower has it from its leader. */
export type IntakeSwitch = Intake & {
  /** null until the first setup was used. */
  setup(): Setup | null;
  /** Opens other sources only where these differ; captures that still read from the old ones end first. Rejects with why it can't be used, and goes on with what it had. */
  use(setup: Setup, topic: string | null): Promise<void>;
};

type Opened = { intake: Intake; setup: Setup; topic: string | null; reading: number; close: (() => void) | null };

/** Rejects where a setup can't be used; what it gives is called once it is in use. */
export type Prepare = (setup: Setup) => Promise<() => void>;

export function createIntakeSwitch(open: OpenIntake, prepare: Prepare = async () => () => undefined): IntakeSwitch {
  let current: Opened | null = null;
  let using: Promise<void> = Promise.resolve();
  const closing = new Set<Promise<void>>();
  let closed = false;

  function now(): Opened {
    if (current === null)
      throw new ExporterError('NO_SETUP', 'This exporter has no sources yet: it has them from its leader, and none has answered so far.');
    return current;
  }

  async function change(setup: Setup, topic: string | null): Promise<void> {
    if (closed) throw new ExporterError('STOPPED', 'The exporter is stopping: no sources are opened.');
    const inUse = await prepare(setup);
    const before = current;
    if (before !== null && sameSources(before, setup, topic)) {
      before.setup = setup;
      inUse();
      return;
    }
    const intake = await open(setup, topic);
    current = { intake, setup, topic, reading: 0, close: null };
    if (before !== null) retire(before);
    inUse();
  }

  function retire(old: Opened): void {
    const idle = old.reading === 0 ? Promise.resolve() : new Promise<void>((resolve) => (old.close = resolve));
    const ending = idle.then(() => old.intake.close()).finally(() => closing.delete(ending));
    closing.add(ending);
  }

  return {
    setup: () => current?.setup ?? null,
    use(setup, topic) {
      const changed = using.then(() => change(setup, topic));
      using = changed.catch(() => undefined); // the caller is told; the next one goes on
      return changed;
    },
    /** Of this moment: memory goes back to where it came from, also when the sources have changed meanwhile. */
    get source() {
      return sourceOf(now());
    },
    pulses: {
      newest: async (signal) => now().intake.pulses.newest(signal),
      find: async (pulseId, signal) => now().intake.pulses.find(pulseId, signal),
      between: async (fromNs, toNs, limit, signal) => now().intake.pulses.between(fromNs, toNs, limit, signal),
    },
    observe: async (...asked) => now().intake.observe(...asked),
    browse: {
      searchTopics: async (...asked) => now().intake.browse.searchTopics(...asked),
      searchPvs: async (...asked) => now().intake.browse.searchPvs(...asked),
      keeping: async (...asked) => now().intake.browse.keeping(...asked),
      peek: async (...asked) => now().intake.browse.peek(...asked),
    },
    get announcements() {
      return current?.intake.announcements ?? null;
    },
    readFacts: async (pulse, signal) => now().intake.readFacts(pulse, signal),
    setFault: async (fault, device, on) => now().intake.setFault(fault, device, on),
    async close() {
      closed = true;
      await using;
      await Promise.all([...closing, current?.intake.close()]);
    },
  };
}

function sourceOf(opened: Opened): Source {
  const { source } = opened.intake;
  return {
    async *collect(request, signal) {
      opened.reading += 1;
      try {
        yield* source.collect(request, signal);
      } finally {
        opened.reading -= 1;
        if (opened.reading === 0) opened.close?.();
      }
    },
    release: (slots) => source.release(slots),
    close: () => Promise.resolve(),
  };
}

/** Devices are named in each request, so another list of them needs no other sources. */
function sameSources(before: Opened, setup: Setup, topic: string | null): boolean {
  const bound = ({ sources, pulseSource, metadata, settleMs }: Setup) => ({ sources, pulseSource, metadata, settleMs });
  return before.topic === topic && isDeepStrictEqual(bound(before.setup), bound(setup));
}
