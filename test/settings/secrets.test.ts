import { describe, expect, it } from 'vitest';
import { parseSettings, parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { redact, resolveGroupKey, resolveSecrets } from '../../core/settings/secrets.ts';
import { followers, guarded, key, knownPairs, type SettingsInput, sample } from './sample.ts';

type Kafka = NonNullable<SettingsInput['sources']['kafka']>;

function settingsWith(kafka: Partial<Kafka>) {
  return parseWholeSettings(sample({ sources: { kafka: { brokers: ['k:9093'], ...kafka } } }));
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
    expect(await resolveSecrets(parseWholeSettings(sample()), {}, files({}))).toEqual({ kafka: {} });
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
    const text = JSON.stringify(redact(settingsWith({ ...sasl({ env: 'KAFKA_PW' }), tls: { certFile: '/cert', keyFile: '/the-key' } })));
    expect(text).toContain('k:9093');
    for (const hidden of ['KAFKA_PW', 'someone', '/the-key']) expect(text).not.toContain(hidden);
  });
});

const [real] = knownPairs;

describe('the secret key of an exporter in a group', () => {
  const { settings } = parseSettings(
    followers(guarded({ keys: { publicKey: real.publicKey, secretKey: { file: '/the-secret' } }, followers: [] })),
  );
  const resolve = (text: string) => resolveGroupKey(settings.group, 'f.json', {}, files({ '/the-secret': text }));

  it('comes from where the settings say', async () => {
    expect(await resolve(`${real.secretKey}\n`)).toBe(real.secretKey);
  });

  it('is not asked for in a group without keys, or without a group', async () => {
    expect(await resolveGroupKey(parseSettings(followers()).settings.group, null, {}, files({}))).toBeNull();
    expect(await resolveGroupKey(undefined, null, {}, files({}))).toBeNull();
  });

  it.each([
    ['too short', 'hunter2', /The file \/the-secret holds no key: one has 40 characters/],
    ['of letters no key has', `hunter2 ${key('s').slice(8)}`, /holds no key/],
    ['of another pair', key('s'), /the secret key of another pair than group\.keys\.publicKey/],
    ['the public key', real.publicKey, /holds the public key/],
    ['empty', '', /The file \/the-secret is empty/],
  ])('is refused without being shown where it is %s', async (_, text, message) => {
    const failing = resolve(text);
    await expect(failing).rejects.toMatchObject({ code: 'BAD_SETTINGS', message: expect.stringMatching(message) });
    const told = await failing.then(() => '', String);
    for (const hidden of ['hunter2', key('s')]) expect(told).not.toContain(hidden);
  });

  it('and where it lies is left out of settings that go to a log; the public key is shown', () => {
    const text = JSON.stringify(redact({ settings, setup: null }));
    expect(text).toContain(real.publicKey);
    expect(text).not.toContain('/the-secret');
  });
});
