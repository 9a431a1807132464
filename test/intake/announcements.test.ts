import { expect, test } from 'vitest';
import { openIntake } from '../../core/intake/open-intake.ts';
import { createIntake } from '../../core/intake/remote.ts';
import type { Setup } from '../../core/settings/schema.ts';
import { setupSchema } from '../../core/settings/schema.ts';
import { describeWithBroker } from '../broker/describe-with-broker.ts';
import { announcementLogConformance } from '../group/log/announcement-log.conformance.ts';
import { batchesSince, firstMs, pulseEntry } from '../group/log/entries.ts';
import { sample, simulated } from '../settings/sample.ts';

const workerUrl = new URL('../../core/intake/worker.ts', import.meta.url);
const listener = { stateChanged: () => undefined, topicsCounted: () => undefined, ended: () => undefined };

function setupWith({ sources, pulseSource, metadata, devices }: ReturnType<typeof sample>): Setup {
  return setupSchema.parse({ sources, pulseSource, metadata, devices });
}
const startOf = (setup: Setup, topic: string | null) => ({ setup, memoryMb: 16, secrets: { kafka: {} }, topic });
const onBroker = (brokers: string[]) => setupWith(sample({ sources: { kafka: { brokers } } }));

await describeWithBroker("the announcements of an intake's thread", (broker) => {
  const openOn = async (topic: string) => {
    const intake = await createIntake(workerUrl, startOf(onBroker(broker.brokers), topic), listener);
    if (intake.announcements === null) throw new Error('A topic was named');
    return { intake, log: intake.announcements };
  };

  announcementLogConformance('in the thread of an intake', async () => {
    const [topic = ''] = await broker.createTopics(['announcements']);
    return {
      async open() {
        const { intake, log } = await openOn(topic);
        const close = async () => {
          await log.close();
          await intake.close();
        };
        let closed: Promise<void> | null = null;
        return { ...log, close: () => (closed ??= close()) };
      },
      spoil: (texts) =>
        broker.produce(
          topic,
          texts.map((value) => ({ value, timestampMs: firstMs })),
        ),
      stop: () => Promise.resolve(),
    };
  });

  test('a missing topic is told with how to create it, and is found once it is there, without a restart', async () => {
    const topic = `later-${process.pid}`;
    const { intake, log } = await openOn(topic);
    const told = { code: 'TOPIC_MISSING', message: expect.stringContaining(topic) };
    await expect(log.append([pulseEntry(1)])).rejects.toMatchObject(told);
    await expect(batchesSince(log, 0)).rejects.toMatchObject(told);
    expect(await broker.topics()).not.toContain(topic);
    await broker.createTopic(topic);
    await log.append([pulseEntry(1)]);
    expect((await batchesSince(log, 0)).flat()).toEqual([pulseEntry(1)]);
    await intake.close();
  });

  test('closing the intake ends a look that is under way', async () => {
    const [topic = ''] = await broker.createTopics(['announcements']);
    const { intake, log } = await openOn(topic);
    await log.append(Array.from({ length: 1200 }, (_, n) => pulseEntry(n + 1)));
    const looking = (async () => {
      for await (const _ of log.since(0, new AbortController().signal)) await intake.close();
    })();
    await expect(looking).rejects.toMatchObject({ code: expect.stringMatching(/^(STOPPED|INTAKE_ENDED)$/) });
  });
});

test('without a topic there are no announcements', async () => {
  const setup = setupWith(sample(simulated));
  const intake = await createIntake(workerUrl, startOf(setup, null), listener);
  expect(intake.announcements).toBeNull();
  await intake.close();
});

test('a topic is one of a real Kafka: in a simulated facility alone it is refused, with what to do', async () => {
  const setup = setupWith(sample(simulated));
  await expect(openIntake(startOf(setup, 'announcements'), listener)).rejects.toMatchObject({
    code: 'BAD_SETTINGS',
    message: expect.stringContaining('sources.kafka'),
  });
});
