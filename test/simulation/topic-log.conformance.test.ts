import { createFacility } from '../../core/simulation/facility.ts';
import { createSimulatedLog } from '../../core/simulation/topic-log.ts';
import { topicLogConformance } from '../sources/kafka/topic-log.conformance.ts';
import { messagesSince, sentAs } from './looking.ts';

// Each message twice: then no offset is left out, as on a broker without transactions.
topicLogConformance('the topics of the simulated facility', async () => {
  const facility = createFacility({ seed: 1, faults: [{ fault: 'duplicates' }] });
  const now = (): bigint => BigInt(Date.now()) * 1_000_000n;
  const log = createSimulatedLog(facility, { now });
  const { topic } = sentAs(facility, 'ad00');
  const messages = await messagesSince({ log }, topic, Math.floor(Date.now() / 100) - 10);
  const held = messages.slice(0, 6).map(({ timestampMs, value }) => ({ timestampMs, value: value ?? new Uint8Array() }));
  return { log, topic, held, missingTopic: 'nobody-sends-here', stop: () => log.close() };
});
