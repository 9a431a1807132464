import { expect, test } from 'vitest';
import { describeWithBroker } from '../broker/describe-with-broker.ts';
import { pulseOf } from '../sources/kafka/stage.ts';
import { missed, openSystem } from './kafka-exporter.ts';
import { onTopic, sent, settingsOf, stagePulse } from './kafka-topics.ts';

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, n) => n);
const text = (value: string) => ({ value: { kind: 'text' as const, value }, pulse: null });

await describeWithBroker('topics that come and go, on a real broker', (broker) => {
  test('a deleted topic is named; made again, it is captured from the next pulse on, without a restart', async () => {
    const [stays = '', goes = ''] = await broker.createTopics(['stays', 'goes']);
    for (const topic of [stays, goes])
      await broker.produce(
        topic,
        upTo(60).map((n) => sent(n)),
      );
    const system = await openSystem(settingsOf(broker, { A: [onTopic('STAYS', stays)], B: [onTopic('GOES', goes)] }));
    expect(missed(await system.take(stagePulse(10)))).toEqual([]);

    await broker.deleteTopic(goes);
    const without = await system.take(stagePulse(11));
    expect(missed(without)).toEqual(['GOES TOPIC_MISSING']);
    expect(without.outcomes.find(({ channel }) => channel === 'GOES')).toMatchObject({
      code: 'unreachable',
      sentence: expect.stringContaining(goes),
    });
    expect(await broker.topics()).not.toContain(goes);
    expect(system.events.filter(({ type }) => type === 'capture/held')).toEqual([]);

    await broker.createTopic(goes);
    await broker.produce(
      goes,
      upTo(60).map((n) => sent(n)),
    );
    expect(missed(await system.take(stagePulse(12)))).toEqual([]);
    const again = await system.take(stagePulse(11));
    expect(again).toMatchObject({ attempt: 2, verdict: 'complete', expected: 1 });
  });

  test('what retention took away is named, and never taken for another pulse', async () => {
    const [whole = '', cut = ''] = await broker.createTopics(['whole', 'cut']);
    for (const topic of [whole, cut])
      await broker.produce(
        topic,
        upTo(60).map((n) => sent(n)),
      );
    await broker.truncate(cut, 20n);
    const system = await openSystem(settingsOf(broker, { A: [onTopic('WHOLE', whole)], B: [onTopic('CUT', cut)] }));
    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual(['CUT RETENTION_PASSED']);
    expect(capture.outcomes.find(({ channel }) => channel === 'CUT')?.sentence).toMatch(
      `CUT: topic ${cut} no longer holds messages from the time of pulse 1010. Capture sooner, or let Kafka keep the topic longer.`,
    );
    expect(missed(await system.take(stagePulse(20)))).toEqual([]);
  });

  test('a pulse is found by its ID and its time in the topic; one beyond retention is not, and that is said', async () => {
    const [pulses = ''] = await broker.createTopics(['pulses']);
    await broker.produce(
      pulses,
      upTo(2000).map((n) => sent(n)),
    );
    const system = await openSystem(settingsOf(broker, { A: [onTopic('PULSES', pulses)] }));
    const id = (n: number) => stagePulse(n).pulseId;
    expect(await system.take({ pulseId: id(777) })).toMatchObject({ pulse: stagePulse(777), verdict: 'complete' });
    expect(await system.exporter.captureRange({ fromPulseId: id(10), toPulseId: id(14) })).toEqual({ pulses: 5 });
    const [fromNs, toNs] = [pulseOf(20).timestampNs - 1n, pulseOf(23).timestampNs];
    expect(await system.exporter.captureRange({ fromNs: String(fromNs), toNs: String(toNs) })).toEqual({ pulses: 4 });
    await system.exporter.whenIdle();
    const taken = await system.exporter.listCaptures({ limit: 20 });
    expect(taken.map(({ pulse, verdict }) => `${pulse.pulseId} ${verdict}`).reverse()).toEqual(
      [777, 10, 11, 12, 13, 14, 20, 21, 22, 23].map((n) => `${id(n)} complete`),
    );

    await broker.truncate(pulses, 100n);
    const unknown = { code: 'PULSE_UNKNOWN', message: expect.stringContaining(`There is no pulse ${id(50)} on topic ${pulses}`) };
    await expect(system.take({ pulseId: id(50) })).rejects.toMatchObject(unknown);
    await expect(system.exporter.captureRange({ fromPulseId: id(50), toPulseId: id(60) })).rejects.toMatchObject(unknown);
    await expect(
      system.exporter.captureRange({ fromNs: stagePulse(50).timestampNs, toNs: stagePulse(60).timestampNs }),
    ).rejects.toMatchObject({ code: 'PULSE_UNKNOWN', message: expect.stringContaining('no longer held') });
    expect(await system.take({ pulseId: id(150) })).toMatchObject({ verdict: 'complete' });
  });

  test('area and experiment are those that held at the pulse, read from topics', async () => {
    const [pulses = '', area = '', experiment = ''] = await broker.createTopics(['pulses', 'area', 'experiment']);
    await broker.produce(
      pulses,
      upTo(60).map((n) => sent(n)),
    );
    await broker.produce(area, [sent(5, text('EA1')), sent(15, text('EA2'))]);
    await broker.produce(experiment, [sent(0, text('24110001'))]);
    const kafka = (topic: string) => ({ kind: 'kafka' as const, topic });
    const metadata = { activeArea: kafka(area), activeExperiment: kafka(experiment) };
    const system = await openSystem(settingsOf(broker, { A: [onTopic('PULSES', pulses)] }, { metadata }));
    for (const [n, activeArea] of [
      [10, 'EA1'],
      [20, 'EA2'],
    ] as const) {
      const capture = await system.take(stagePulse(n));
      expect(capture.failure).toBe(null);
      expect(await system.factsIn(capture.file)).toEqual({ activeArea, activeExperiment: '24110001' });
    }
    const early = await system.take(stagePulse(4));
    expect(early).toMatchObject({ verdict: 'complete', failure: { code: 'NOT_FOUND', message: expect.stringContaining(area) } });
  });
});
