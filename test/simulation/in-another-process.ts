import { createHash } from 'node:crypto';
import { createFacility } from '../../core/simulation/facility.ts';
import { messageOf } from '../../core/simulation/messages.ts';
import { entriesOf } from '../../core/simulation/topic-entries.ts';

/** Of all that the facility sends to Kafka at pulse k. */
export function fingerprint(seed: number, k: number, load: 'light' | 'standard' = 'light'): string {
  const facility = createFacility({ seed, load, devices: load === 'light' ? 150 : 15 });
  const sum = createHash('sha256');
  for (const topic of facility.topics.values())
    for (const entry of entriesOf(facility, topic, Math.floor(k / topic.every)))
      sum.update(`${topic.name} ${entry.offset} ${entry.timeNs} `).update(messageOf(facility, entry));
  return sum.digest('hex');
}

if (process.argv[2] === 'fingerprint') console.log(fingerprint(Number(process.argv[3]), Number(process.argv[4])));
