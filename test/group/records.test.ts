import { expect, test } from 'vitest';
import type { RecordFacts } from '../../core/contract/uploads.ts';
import type { AnnouncementLog } from '../../core/group/log/port.ts';
import { fromFacts } from '../../core/pulses/pulse.ts';
import { aGroup } from './group-scene.ts';
import { pulseEntry } from './log/entries.ts';

const metadata = { activeArea: 'EA1', activeExperiment: '7' };
const other: RecordFacts = { digits: 0, localOnly: null };

/** A topic in which an earlier leader, of which this exporter never heard, has left this. */
function topicOf(entry: ReturnType<typeof pulseEntry>): AnnouncementLog {
  return {
    append: () => Promise.resolve(),
    close: () => Promise.resolve(),
    async *since() {
      yield [entry];
    },
  };
}

test('a new leader goes on with what an earlier one has decided of a pulse, though it knows it from the topic alone', async () => {
  const entry = pulseEntry(1);
  if (entry.kind !== 'pulse') throw new Error('an announcement of a pulse is wanted');
  const { group, journal } = await aGroup('leader', { topic: topicOf(entry) });
  await group.begin();
  await group.kept();
  const pulse = fromFacts(entry.pulse);
  expect((await journal.earlier(pulse)).record).toEqual(entry.record);
  const announced = () => group.announce({ pulse, metadata, record: other, mode: 'past', waitMs: 0 });
  await expect.poll(() => tried(announced)).toMatchObject({ record: entry.record, metadata: entry.metadata });
  await group.stop();
});

function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // it gathers its followers
  }
}
