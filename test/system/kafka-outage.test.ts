import { existsSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { SettingsInput } from '../../core/simulation/settings.ts';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { freePorts } from '../broker/free-ports.ts';
import { bytesInFile, inFile, measured } from './kafka-expected.ts';
import { missed, openSystem } from './kafka-exporter.ts';
import { facilityOn, pulseOf } from './kafka-facility.ts';
import { onTopic, pixels, sent, settingsOf, stagePulse } from './kafka-topics.ts';

await describeWithOwnBroker('a broker that goes and comes back', {}, (broker) => {
  const { facility, k, publish, settings } = facilityOn(broker, { seed: 5, devices: 45 });
  const channels = facility.devices.flatMap((device) => device.channels.map((channel) => channel.settings));
  const onKafka = channels.filter(({ source }) => source.kind === 'kafka').map(({ name }) => name);
  const [early = '', ...rest] = [...facility.topics.keys()].filter((topic) => !topic.startsWith('facility-'));
  beforeAll(async () => {
    await publish(k - 12, k + 2);
    await publish(k + 3, k + 3, (topic) => topic.startsWith('facility-'));
  });

  test('killed in the middle of a capture and back within the settle time: everything is captured', async () => {
    const system = await openSystem(settings({ settleMs: 60_000 }));
    const { captureId } = await system.exporter.captureNow({});
    await publish(k + 3, k + 3, (topic) => topic === early);
    await system.until('channels/decided', ({ outcomes }) => outcomes.some(({ channel }) => onKafka.includes(channel)));
    await broker.restart();
    await publish(k + 3, k + 4, (topic) => rest.includes(topic));
    const { capture } = await system.until('capture/finished');
    expect(missed(await system.exporter.getCapture({ captureId }))).toEqual([]);
    expect(await inFile(system.pathOf(capture.file))).toEqual(measured(facility, k + 3));
  });

  test('killed for longer: what is missing is named and owed, and taken by itself when the broker is back', async () => {
    const topics = await broker.createTopics(Array.from({ length: 10 }, (_, camera) => `CAM-${camera}`));
    const image = (n: number, camera: number) => ({ kind: 'image', data: pixels(n, camera), attributes: {} }) as const;
    for (const [camera, topic] of topics.entries())
      await broker.produce(topic, [sent(9, { value: image(9, camera) }), sent(10, { value: image(10, camera) })]);
    const cameras = topics.map((topic) => onTopic(topic, topic, { type: 'image' }));
    const sources = { kafka: { brokers: broker.brokers, maxMessageBytes: 12_000_000 } };
    // Room for one image at a time, so that the capture is met in the middle.
    const system = await openSystem(settingsOf(broker, { CAMERAS: cameras }, { sources, limits: { memoryMb: 16 } }));
    // Only of topics it has met before does it know how large their messages are, and how few to ask for at once.
    expect(missed(await system.take(stagePulse(9)))).toEqual([]);
    const before = system.events.length;
    const taking = system.take(stagePulse(10));
    // Told as the first image is about to be written, while the others still need a read each; decided channels are told only ten times a second.
    await system.until('capture/stepped', (event) => event.step === 'writing' && system.events.indexOf(event) >= before);
    await broker.kill();
    const first = await taking;
    const lost = first.outcomes.filter(({ code }) => code !== 'captured').map(({ channel }) => channel);
    expect(first).toMatchObject({ verdict: 'partial', failure: null });
    expect(missed(first)).toEqual(lost.map((channel) => `${channel} KAFKA_UNREACHABLE`).sort());
    const sentences = first.outcomes.filter(({ code }) => code === 'unreachable').map(({ sentence }) => sentence);
    for (const sentence of sentences) expect(sentence).toMatch(/^CAM-(\S+): topic CAM-\1: .*127\.0\.0\.1:\d+/);
    expect(await system.until('capture/held')).toMatchObject({ pulse: stagePulse(10), failure: { code: 'KAFKA_UNREACHABLE' } });
    await system.until('source/changed', ({ source }) => source.source === 'kafka' && source.state === 'unreachable');

    await broker.restart();
    const { capture } = await system.until('capture/finished', (event) => event.capture.attempt === 2);
    expect(capture).toMatchObject({ verdict: 'complete', expected: lost.length, captured: lost.length, pulse: stagePulse(10) });
    for (const [camera, topic] of topics.entries()) {
      const file = lost.includes(topic) ? capture.file : first.file;
      expect(Buffer.compare(await bytesInFile(system.pathOf(file), topic), pixels(10, camera).bytes)).toBe(0);
    }
    await expect(bytesInFile(system.pathOf(capture.file), topics.find((topic) => !lost.includes(topic)) ?? '')).rejects.toThrow();
  }, 150_000);

  test('an exporter that starts without its broker says so, takes the PVs, and the rest when the broker has come', async () => {
    await broker.kill();
    const system = await openSystem(settings({ settleMs: 300 }));
    await expect(system.exporter.captureNow({})).rejects.toMatchObject({
      code: 'KAFKA_UNREACHABLE',
      message: expect.stringContaining(broker.brokers[0] ?? ''),
    });
    const first = await system.take(pulseOf(k + 1));
    expect(missed(first)).toEqual(onKafka.map((channel) => `${channel} KAFKA_UNREACHABLE`).sort());
    await broker.restart();
    const { capture } = await system.until('capture/finished', (event) => event.capture.attempt === 2);
    expect(capture).toMatchObject({ verdict: 'complete', expected: onKafka.length });
    expect(missed(await system.take(pulseOf(k + 2)))).toEqual([]);
  }, 150_000);

  test('a wrong address is named for every channel, and the PVs are taken', async () => {
    const [port = 0] = await freePorts(1);
    const wrong = settings({ settleMs: 300 });
    const sources: SettingsInput['sources'] = { ...wrong.sources, kafka: { brokers: [`127.0.0.1:${port}`] } };
    const system = await openSystem({ ...wrong, sources });
    const capture = await system.take(pulseOf(k));
    expect(missed(capture)).toEqual(onKafka.map((channel) => `${channel} KAFKA_UNREACHABLE`).sort());
    expect(capture.outcomes.find(({ code }) => code === 'unreachable')?.sentence).toContain(`127.0.0.1:${port}`);
    expect(existsSync(system.pathOf(capture.file))).toBe(true);
  });
});
