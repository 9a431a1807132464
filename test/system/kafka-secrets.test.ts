import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSettings } from '../../core/settings/parse-settings.ts';
import { redact } from '../../core/settings/secrets.ts';
import type { SettingsInput } from '../../core/simulation/settings.ts';
import { makeCertificate } from '../broker/certificate.ts';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { missed, openSystem, type SystemUnderTest } from './kafka-exporter.ts';
import { program } from './kafka-program.ts';
import { onTopic, sent, settingsOf, stagePulse } from './kafka-topics.ts';

const right = { username: 'reader', password: 'Br0ker-Secret-7421' };
const wrong = 'N0t-The-Secret-9313';

await describeWithOwnBroker('a broker with passwords and certificates', { sasl: right, tls: true }, (broker) => {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ca = join(folder, 'ca.pem');
  const otherCa = join(folder, 'other-ca.pem');
  const passwordFile = join(folder, 'password');
  let topic = '';
  beforeAll(async () => {
    [topic = ''] = await broker.createTopics(['guarded']);
    await broker.produce(topic, [sent(10), sent(11)]);
    writeFileSync(ca, broker.ca);
    writeFileSync(otherCa, makeCertificate(folder).ca);
    writeFileSync(passwordFile, `${wrong}\n`);
  });

  const settings = (kafka: SettingsInput['sources']['kafka']) =>
    settingsOf(broker, { A: [onTopic('A', topic)], B: [onTopic('B', 'another')] }, { sources: { kafka } });
  const sasl = (password: { env: string } | { file: string }) => ({
    brokers: [broker.sasl],
    sasl: { mechanism: 'plain' as const, username: right.username, password },
  });

  test.each([
    ['from the environment', () => ({ env: 'KAFKA_PASSWORD' })],
    ['from a file', () => ({ file: passwordFile })],
  ])('a wrong password %s: each channel is unreachable, and the password is nowhere', async (_, password) => {
    const given = settings(sasl(password()));
    const system = await openSystem(given, { KAFKA_PASSWORD: wrong });
    await expect(system.exporter.captureNow({})).rejects.toMatchObject({ code: 'KAFKA_AUTH' });
    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual(['A KAFKA_AUTH', 'B KAFKA_AUTH']);
    expect(capture).toMatchObject({ verdict: 'empty', counts: { unreachable: 2 } });
    expect(await whereIs(wrong, system, redact(parseSettings(given)))).toEqual([]);
  });

  test('the command line does not tell the password either, nor where it lies', async () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify(settings(sasl({ env: 'KAFKA_PASSWORD' }))));
    for (const how of [['--json'], []]) {
      const exporter = program('../../core/cli.ts', ['--settings', file, '--pulse', stagePulse(10).pulseId, ...how], {
        KAFKA_PASSWORD: wrong,
      });
      expect((await exporter.end()).code).toBe(1);
      expect(exporter.told()).toContain('KAFKA_AUTH');
      expect(exporter.told()).not.toContain(wrong);
    }
  });

  test('with the right password it is captured, and the password is nowhere', async () => {
    const system = await openSystem(settings(sasl({ env: 'KAFKA_PASSWORD' })), { KAFKA_PASSWORD: right.password });
    const capture = await system.take(stagePulse(10));
    expect(missed(capture)).toEqual(['B TOPIC_MISSING']);
    expect(await whereIs(right.password, system)).toEqual([]);
  });

  test('a topic that may not be read is named, and the others are taken', async () => {
    const [secret = ''] = await broker.createTopics(['secret']);
    await broker.produce(secret, [sent(10)]);
    await broker.forbid(secret, right.username);
    const kafka = sasl({ env: 'KAFKA_PASSWORD' });
    const channels = { A: [onTopic('A', topic)], B: [onTopic('B', secret)] };
    const system = await openSystem(settingsOf(broker, channels, { sources: { kafka } }), { KAFKA_PASSWORD: right.password });
    expect(missed(await system.take(stagePulse(10)))).toEqual(['B TOPIC_FORBIDDEN']);
  });

  test('a certificate that nobody here vouches for: each channel is unreachable; with the right one it is captured', async () => {
    const tls = (caFile: string) => settings({ brokers: [broker.tls], tls: { caFile } });
    const distrusting = await openSystem(tls(otherCa));
    const capture = await distrusting.take(stagePulse(10));
    expect(missed(capture)).toEqual(['A KAFKA_TLS', 'B KAFKA_TLS']);
    expect(capture.outcomes[0]).toMatchObject({ code: 'unreachable', sentence: expect.stringContaining(broker.tls) });
    const trusting = await openSystem(tls(ca));
    expect(missed(await trusting.take(stagePulse(10)))).toEqual(['B TOPIC_MISSING']);
  });

  test('a password that is not there is named by its variable before anything is opened', async () => {
    await expect(openSystem(settings(sasl({ env: 'KAFKA_PASSWORD' })))).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      message: expect.stringContaining('KAFKA_PASSWORD'),
    });
  });
});

/** Searches what was told and everything on the disk, byte by byte. */
async function whereIs(secret: string, system: SystemUnderTest, ...more: unknown[]): Promise<string[]> {
  await system.exporter.stop();
  const files = readdirSync(system.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  return [
    ...files.map(({ parentPath, name }) => join(parentPath, name)).filter((file) => readFileSync(file).includes(secret)),
    ...[...system.events, ...more].map((told) => JSON.stringify(told)).filter((told) => told.includes(secret)),
  ];
}
