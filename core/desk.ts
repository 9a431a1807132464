import type { Begun } from './capture/begun.ts';
import type { Captures } from './capture/captures.ts';
import type { FactsReader } from './capture/facts-reader.ts';
import type { GroupShare } from './capture/group-share.ts';
import type { Records } from './capture/records.ts';
import type { CaptureMode } from './contract/api.ts';
import { ExporterError, type Failure } from './contract/errors.ts';
import type { Announcement, Group, PulseChoice } from './group/port.ts';
import type { Journal } from './journal/port.ts';
import { type Pulse, toFacts } from './pulses/pulse.ts';

/** A PV that does not answer must not hold up the announcement of its pulse for longer. */
const factsMs = 500;

type DeskPorts = {
  captures: Captures;
  group(): Group | null;
  share: GroupShare;
  facts: FactsReader;
  journal: Pick<Journal, 'earlier'>;
  records: Records;
  signal: AbortSignal;
  notice(what: Failure): void;
};

/** Where pulses are handed in, by the schedule or by a command: a leader announces each, and takes its own share of it. */
export type Desk = Pick<Captures, 'begin' | 'take'>;

export function createDesk({ captures, group, share, facts, journal, records, signal, notice }: DeskPorts): Desk {
  let told: string | null = null;

  return {
    async begin(pulses, mode, waitMs) {
      const inGroup = group();
      if (inGroup === null || inGroup.role() === 'alone') return captures.begin(pulses, mode, waitMs);
      const begun = [];
      for (const pulse of pulses) {
        const { metadata: before, record: decided } = await journal.earlier(pulse); // all files of a pulse say the same
        const read = before === null ? await facts.readWithin(factsMs, pulse, signal) : { metadata: before, failure: null };
        tellOnce(read.failure);
        const record = await records.of(pulse, decided);
        const leader = group();
        if (leader === null) throw new ExporterError('NO_GROUP', `The group was left before pulse ${pulse.pulseId} was announced.`);
        const announced = announce(leader, { pulse, metadata: read.metadata, record, mode, waitMs });
        begun.push(...(await beginOwn(leader, pulse, mode, waitMs, announced)));
      }
      return begun;
    },
    take: captures.take,
  };

  function announce(leader: Group, choice: PulseChoice): Announcement {
    try {
      return leader.announce(choice);
    } catch (error) {
      records.giveBack(choice.pulse);
      throw error;
    }
  }

  /** The announcement stands in the journal first: a capture nobody knows the group of would be taken again whole after a crash. */
  async function beginOwn(leader: Group, pulse: Pulse, mode: CaptureMode, waitMs: number, announced: Announcement): Promise<Begun[]> {
    const takeBack = share.expect(toFacts(pulse), announced.devices);
    try {
      await leader.kept();
      const begun = await captures.begin([pulse], mode, waitMs, announced);
      for (const each of begun) share.begun(each);
      return begun;
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  function tellOnce(why: Failure | null): void {
    if (why !== null && why.code !== told) notice(why);
    told = why?.code ?? null;
  }
}
