import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { settingsSchema } from '../../core/settings/schema.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { connectPublisher, publish } from '../../core/simulation/publisher.ts';
import { createSimulatedLog } from '../../core/simulation/topic-log.ts';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { openLog } from '../sources/kafka/kafkajs-under-test.ts';
import { answerOf, messagesSince, nsOf, unhurried } from './looking.ts';

test('a broker that does not answer is named', async () => {
  const publishing = connectPublisher(createFacility({ seed: 1, devices: 15 }), { brokers: ['127.0.0.1:1'] });
  await expect(publishing).rejects.toMatchObject({ code: 'KAFKA_UNREACHABLE', message: expect.stringContaining('127.0.0.1:1') });
});

await describeWithOwnBroker('the facility on a real broker', {}, (broker) => {
  // Close to now, so that the broker's own retention keeps it.
  const last = Math.floor(Date.now() / 100) - 50;
  const facility = createFacility({ seed: 5, devices: 30 });
  const span = { brokers: broker.brokers, fromNs: nsOf(last - 20), toNs: nsOf(last), signal: unhurried };

  test('topics are never made unless asked for', async () => {
    await expect(publish(facility, span)).rejects.toMatchObject({
      code: 'TOPIC_MISSING',
      message: expect.stringContaining('--create-topics'),
    });
    expect((await broker.topics()).filter((name) => facility.topics.has(name))).toEqual([]);
  });

  test('pulses of the past stand there as they stand in the simulation, with the same Kafka times', async () => {
    const sent = await publish(facility, { ...span, createTopics: true });
    expect(sent.messages).toBeGreaterThan(20 * (facility.topics.size - 3));
    const [real, simulated] = [openLog(broker.brokers), createSimulatedLog(facility, { now: () => nsOf(last + 10) })];
    for (const topic of facility.topics.keys()) {
      const [position] = answerOf((await real.positions([topic], 'newest', unhurried))[0]);
      const answers = await real.read([{ topic, partition: 0, from: 0n, maxBytes: 1e8 }], 2000, unhurried);
      const [first] = answerOf(answers[0]).messages;
      const [twin] = (await messagesSince({ log: simulated }, topic, last - 20)).filter(
        ({ timestampMs }) => timestampMs === first?.timestampMs,
      );
      expect(position?.end).toBeGreaterThan(0n);
      expect(Buffer.compare(Buffer.from(first?.value ?? []), Buffer.from(twin?.value ?? [0]))).toBe(0);
    }
    await real.close();
  });

  test('what comes about between two calls is sent once', async () => {
    const publisher = await connectPublisher(facility, { brokers: broker.brokers });
    expect(await publisher.upTo(nsOf(last))).toEqual({ messages: 0, bytes: 0 });
    const sent = await publisher.upTo(nsOf(last + 10));
    expect(sent.messages).toBeGreaterThan(9 * (facility.topics.size - 3));
    expect(await publisher.upTo(nsOf(last + 10))).toEqual({ messages: 0, bytes: 0 });
    await publisher.close();
  });

  test('npm run simulate publishes, serves the Archiver, writes settings that fit, and Ctrl-C ends it cleanly', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'exporter-simulate-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'settings.json');
    const script = fileURLToPath(new URL('../../core/simulation/publish.ts', import.meta.url));
    const given = ['--brokers', broker.brokers.join(), '--devices', '30', '--seed', '5', '--create-topics', '--settings-out', file];
    const child = spawn(process.execPath, [script, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    let complained = '';
    child.stderr.on('data', (bytes: Buffer) => {
      complained += bytes.toString();
    });
    for await (const bytes of child.stdout) {
      said += String(bytes);
      if (/messages\/s/.test(said)) child.kill('SIGINT');
    }
    if (child.exitCode === null) await once(child, 'exit');
    expect({ code: child.exitCode, complained }).toEqual({ code: 0, complained: '' });
    expect(said).toMatch(/Publishing 30 devices.*\nArchiver: http:\/\/127/);
    const settings = settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(settings.sources.kafka?.brokers).toEqual(broker.brokers);
    expect(settings.devices).toHaveLength(30);
  });
});
