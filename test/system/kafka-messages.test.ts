import { expect, test } from 'vitest';
import { encodeF142 } from '../../core/simulation/encode/log-data.ts';
import { encodeAl00, encodeEp01 } from '../../core/simulation/encode/status.ts';
import { describeWithBroker } from '../broker/describe-with-broker.ts';
import { messageOf, pulseOf, timeOfPulse } from '../sources/kafka/stage.ts';
import { bytesInFile, inFile } from './kafka-expected.ts';
import { missed, openSystem } from './kafka-exporter.ts';
import { onTopic, pixels, sent, settingsOf, stagePulse } from './kafka-topics.ts';

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, n) => n);
const timestampNs = pulseOf(10).timestampNs;
const behind = { timestampMs: timeOfPulse(10) + 1 };

await describeWithBroker('messages as they come, on a real broker', (broker) => {
  test('duplicates, disorder, wrong IDs and no IDs do what they should to their own channel, and nothing to others', async () => {
    const [twice = '', mixedUp = '', wrong = '', none = '', nearest = ''] = await broker.createTopics([
      'twice',
      'mixed-up',
      'wrong',
      'none',
      'nearest',
    ]);
    await broker.produce(
      twice,
      upTo(60).flatMap((n) => [sent(n), sent(n, { value: { kind: 'number', dtype: 'float64', value: -1 } })]),
    );
    await broker.produce(
      mixedUp,
      upTo(60).map((n) => sent(n % 2 === 0 ? n + 1 : n - 1, {}, { timestampMs: timeOfPulse(n) + 5 })),
    );
    await broker.produce(
      wrong,
      upTo(60).map((n) => sent(n, { pulse: { id: pulseOf(n).pulseId + 1_000_000n, timeNs: pulseOf(n).timestampNs } })),
    );
    await broker.produce(
      none,
      upTo(60).map((n) => sent(n, { pulse: null })),
    );
    await broker.produce(
      nearest,
      upTo(60).map((n) => sent(n, { pulse: null })),
    );
    const channels = [onTopic('TWICE', twice), onTopic('MIXED-UP', mixedUp), onTopic('WRONG-ID', wrong), onTopic('NO-ID', none)];
    const near = onTopic('NEAREST', nearest, { match: { kind: 'nearest', toleranceMs: 45 } });
    const system = await openSystem(settingsOf(broker, { DEVICE: [...channels, near] }));

    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual(['NO-ID missing', 'WRONG-ID missing']);
    expect(await inFile(system.pathOf(capture.file))).toEqual({ TWICE: { data: 10 }, 'MIXED-UP': { data: 10 }, NEAREST: { data: 10 } });
    const sentences = capture.outcomes.map(({ sentence }) => sentence);
    expect(sentences).toContainEqual(
      expect.stringContaining(`WRONG-ID: no message for pulse 1010; the nearest (pulse 1001010) is at the pulse`),
    );
    expect(sentences).toContainEqual(expect.stringContaining(`NO-ID: the messages on topic ${none} carry no pulse ID`));
  });

  test('garbage, status messages, unknown schemas and several formats on one topic are counted, and its reading is found', async () => {
    const [topic = '', pulses = ''] = await broker.createTopics(['mixed', 'pulses']);
    await broker.produce(
      pulses,
      upTo(60).map((n) => sent(n)),
    );
    const damaged = messageOf(10).subarray(0, 60);
    const others = [
      { value: new Uint8Array(40).fill(0xa5), ...behind },
      { value: damaged, ...behind },
      { value: encodeEp01({ sourceName: 'S', timestampNs, status: 'CONNECTED' }), ...behind },
      { value: encodeAl00({ sourceName: 'S', timestampNs, alarm: { severity: 'MAJOR', status: 'HIHI', message: '' } }), ...behind },
      { value: Buffer.concat([Uint8Array.of(8, 0, 0, 0), Buffer.from('zz99'), new Uint8Array(40)]), ...behind },
      { value: encodeF142({ sourceName: 'S', timestampNs, value: { kind: 'number', dtype: 'float64', value: -1 } }), ...behind },
    ];
    await broker.produce(topic, [...upTo(9).map((n) => sent(n)), ...others, ...upTo(50).map((n) => sent(n + 10))]);
    const system = await openSystem(settingsOf(broker, { PULSES: [onTopic('PULSES', pulses)], MIXED: [onTopic('MIXED', topic)] }));
    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual([]);
    expect(await inFile(system.pathOf(capture.file))).toMatchObject({ MIXED: { data: 10 } });
    const { topics } = await system.until('topics/counted');
    expect(topics).toEqual([{ topic, undecodable: 1, statusMessages: 2, unknownSchemas: { '????': 1, zz99: 1 }, otherSources: 0 }]);
  });

  test('where nothing else came in its time, the damaged message and the unknown schema are named', async () => {
    const [damaged = '', unknown = ''] = await broker.createTopics(['damaged', 'unknown']);
    const zz99 = Buffer.concat([Uint8Array.of(8, 0, 0, 0), Buffer.from('zz99'), new Uint8Array(40)]);
    await broker.produce(
      damaged,
      upTo(60).map((n) => (n === 10 ? { value: messageOf(n).subarray(0, 60), ...behind } : sent(n))),
    );
    await broker.produce(
      unknown,
      upTo(60).map((n) => ({ value: zz99, timestampMs: timeOfPulse(n) + 5 })),
    );
    const system = await openSystem(settingsOf(broker, { A: [onTopic('DAMAGED', damaged)], B: [onTopic('UNKNOWN', unknown)] }));
    const capture = await system.take(stagePulse(10));
    expect(capture).toMatchObject({ verdict: 'empty', file: null });
    expect(missed(capture)).toEqual(['DAMAGED MESSAGE_UNDECODABLE', 'UNKNOWN SCHEMA_UNKNOWN']);
    expect(capture.outcomes.map(({ code }) => code)).toEqual(['undecodable', 'undecodable']);
    expect(capture.outcomes[0]?.sentence).toContain(`DAMAGED: the message at offset 10 of topic ${damaged}`);
  });

  test('several sources on one topic, one device on several topics, and several partitions are told apart', async () => {
    const [shared = '', other = ''] = await broker.createTopics(['shared', 'other']);
    const [spread = ''] = await broker.createTopics(['spread'], {}, 3);
    const value = (n: number) => ({ kind: 'number', dtype: 'float64', value: n }) as const;
    await broker.produce(
      shared,
      upTo(60).flatMap((n) => ['A', 'X', 'B'].map((sourceName, i) => sent(n, { sourceName, value: value(n * 10 + i) }))),
    );
    await broker.produce(
      other,
      upTo(60).map((n) => sent(n)),
    );
    await broker.produce(
      spread,
      upTo(60).map((n) => sent(n, {}, { partition: n % 3 })),
    );
    const devices = {
      ONE: [onTopic('ONE-A', shared, { sourceName: 'A' }), onTopic('ONE-OTHER', other)],
      TWO: [onTopic('TWO-B', shared, { sourceName: 'B' }), onTopic('TWO-SPREAD', spread)],
    };
    const system = await openSystem(settingsOf(broker, devices, { pulseSource: { kind: 'kafka', topic: spread } }));
    for (const n of [9, 10, 11]) {
      const capture = await system.take({ pulseId: stagePulse(n).pulseId });
      expect(missed(capture)).toEqual([]);
      const file = { 'ONE-A': { data: n * 10 }, 'ONE-OTHER': { data: n }, 'TWO-B': { data: n * 10 + 2 }, 'TWO-SPREAD': { data: n } };
      expect(await inFile(system.pathOf(capture.file))).toEqual(file);
    }
    expect((await system.until('topics/counted')).topics).toMatchObject([{ topic: shared, otherSources: expect.any(Number) }]);
  });

  test('images of 8 MB arrive whole; one above maxMessageBytes is named, and the rest is taken', async () => {
    const names = ['ONE', 'TWO', 'THREE', 'FOUR'];
    const topics = await broker.createTopics(names);
    for (const [i, topic] of topics.entries())
      for (const n of [9, 10, 11, 60]) {
        const value = { kind: 'image' as const, data: pixels(n, i, n === 10 && i === 3 ? 4096 : 2048), attributes: {} };
        await broker.produce(topic, [sent(n, { value })]);
      }
    const channels = topics.map((topic, i) => onTopic(names[i] ?? '', topic, { type: 'image' }));
    const kafka = { brokers: broker.brokers, maxMessageBytes: 12_000_000 };
    const system = await openSystem(settingsOf(broker, { CAMERAS: channels }, { sources: { kafka }, limits: { memoryMb: 16 } }));
    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual(['FOUR MESSAGE_TOO_LARGE']);
    expect(capture.outcomes.find(({ channel }) => channel === 'FOUR')).toMatchObject({
      code: 'undecodable',
      sentence: expect.stringMatching(
        /FOUR: Topic "FOUR-\S+" holds a message of 16\d+ bytes at offset 1; at most 12000000 are accepted\. Raise/,
      ),
    });
    for (const [i, name] of names.slice(0, 3).entries())
      expect(Buffer.compare(await bytesInFile(system.pathOf(capture.file), name), pixels(10, i).bytes)).toBe(0);
    expect(missed(await system.take(stagePulse(11)))).toEqual([]);
  });
});
