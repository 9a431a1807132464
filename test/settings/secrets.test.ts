import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../core/settings/parse-settings.ts';
import { redact, resolveSecrets } from '../../core/settings/secrets.ts';
import { type SettingsInput, sample } from './sample.ts';

type Kafka = NonNullable<SettingsInput['sources']['kafka']>;

function settingsWith(kafka: Partial<Kafka>) {
  return parseSettings(sample({ sources: { kafka: { brokers: ['k:9093'], ...kafka } } }));
}

const sasl = (password: { env: string } | { file: string }): Partial<Kafka> => ({
  tls: {},
  sasl: { mechanism: 'plain', username: 'someone', password },
});

function files(contents: Record<string, string>) {
  return async (path: string): Promise<string> => {
    const text = contents[path];
    if (text === undefined) throw Object.assign(new Error('hunter2'), { code: 'ENOENT' });
    return text;
  };
}

describe('secrets', () => {
  it('come from the environment', async () => {
    const secrets = await resolveSecrets(settingsWith(sasl({ env: 'PW' })), { PW: 'hunter2' }, files({}));
    expect(secrets.kafka.password).toBe('hunter2');
  });

  it.each([
    ['hunter2\n', 'hunter2'],
    ['hunter2\r\n', 'hunter2'],
    ['two\nlines\n', 'two\nlines'],
    [' spaced \n', ' spaced '],
    ['tab\tand bell\u0007', 'tab\tand bell\u0007'],
  ])('come from a file without its final newline: %j', async (text, expected) => {
    const secrets = await resolveSecrets(settingsWith(sasl({ file: '/pw' })), {}, files({ '/pw': text }));
    expect(secrets.kafka.password).toBe(expected);
  });

  it('are not asked for where none are needed', async () => {
    expect(await resolveSecrets(parseSettings(sample()), {}, files({}))).toEqual({ kafka: {} });
  });

  it('bring the TLS files', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nabc\n';
    const settings = settingsWith({ tls: { caFile: '/ca', certFile: '/cert', keyFile: '/key' } });
    expect((await resolveSecrets(settings, {}, files({ '/ca': pem, '/cert': pem, '/key': pem }))).kafka.tls).toEqual({
      ca: pem,
      cert: pem,
      key: pem,
    });
  });

  it('that are missing are all named at once, and none is shown', async () => {
    const settings = settingsWith({ ...sasl({ env: 'KAFKA_PW' }), tls: { caFile: '/ca', certFile: '/cert', keyFile: '/key' } });
    const failing = resolveSecrets(settings, { KAFKA_PW: '' }, files({ '/cert': 'hunter2', '/key': '' }));
    await expect(failing).rejects.toMatchObject({ code: 'BAD_SETTINGS' });
    const message = await failing.then(() => '', String);
    expect(message).toContain('sources.kafka.sasl.password: The environment variable KAFKA_PW is not set');
    expect(message).toContain('sources.kafka.tls.caFile: The file /ca cannot be read (ENOENT)');
    expect(message).toContain('sources.kafka.tls.certFile: The file /cert is not PEM');
    expect(message).toContain('sources.kafka.tls.keyFile: The file /key is empty');
    expect(message).not.toContain('hunter2');
  });

  it('and where they lie are left out of settings that go to a log', () => {
    const text = JSON.stringify(
      redact(settingsWith({ ...sasl({ env: 'KAFKA_PW' }), tls: { certFile: '/cert', keyFile: '/the-key' } }).settings),
    );
    expect(text).toContain('k:9093');
    for (const hidden of ['KAFKA_PW', 'someone', '/the-key']) expect(text).not.toContain(hidden);
  });
});
