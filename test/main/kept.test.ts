import { expect, test } from 'vitest';
import { type Migration, migrate } from '../../main/kept.ts';
import { createSecrets, type Safe } from '../../main/secrets.ts';
import { createKeptSettings } from '../../main/settings.ts';

const store = (kept: Record<string, unknown> = {}) => ({ path: '/where/settings.json', store: kept });
const safe: Safe = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`locked ${text}`),
  decryptString(encrypted) {
    const text = encrypted.toString();
    if (!text.startsWith('locked ')) throw new Error('Error while decrypting');
    return text.slice('locked '.length);
  },
};

test('settings are kept with those they replaced, beside the secrets', async () => {
  const file = store({ version: 1, secrets: { A: 'x' } });
  const settings = createKeptSettings(file);
  expect([await settings.read(), await settings.before()]).toEqual([null, undefined]);
  await settings.write({ name: 'one' });
  expect([await settings.read(), await settings.before()]).toEqual([{ name: 'one' }, null]);
  await settings.write(null);
  expect([await settings.read(), await settings.before()]).toEqual([null, { name: 'one' }]);
  expect(file.store).toMatchObject({ version: 1, secrets: { A: 'x' } });
});

test('a store that cannot be written is named, with what to do', async () => {
  const full = {
    path: '/where/settings.json',
    get store() {
      return {};
    },
    set store(_: Record<string, unknown>) {
      throw new Error('ENOSPC: no space left on device');
    },
  };
  const said = { code: 'BAD_SETTINGS', message: expect.stringMatching(/\/where\/settings\.json.*ENOSPC/) };
  await expect(createKeptSettings(full).write({})).rejects.toMatchObject(said);
  const secrets = createSecrets({ store: full, safe, env: {} });
  await expect(secrets.keep('A', 'hush')).rejects.toMatchObject(said);
  expect(secrets.env).toEqual({});
});

test('what an earlier version kept is brought up to date, step by step and once', () => {
  const steps: Migration[] = [(kept) => ({ ...kept, b: 'from a' }), (kept) => ({ ...kept, c: `from ${String(kept['b'])}` })];
  const file = store({ a: 1 });
  migrate(file, steps);
  expect(file.store).toEqual({ a: 1, b: 'from a', c: 'from from a', version: 3 });
  const after = file.store;
  migrate(file, steps);
  expect(file.store).toBe(after);
  const second = store({ version: 2, b: 'own' });
  migrate(second, steps);
  expect(second.store).toEqual({ b: 'own', c: 'from own', version: 3 });
});

test.each([
  { version: 2, why: /later version of this program/ },
  { version: 'one', why: /"version" is no number/ },
])('what a later version has kept, or nobody, is refused and stays as it is: $version', ({ version, why }) => {
  const file = store({ version });
  expect(() => migrate(file)).toThrow(why);
  expect(file.store).toEqual({ version });
});

test('a secret is encrypted where it is kept, and seen by whoever asks the environment; its value never comes back', async () => {
  const file = store();
  const secrets = createSecrets({ store: file, safe, env: { PATH: '/bin', KAFKA: 'of the environment' } });
  const { env } = secrets;
  await secrets.keep('GATEWAY', 'hush');
  await secrets.keep('KAFKA', 'kept');
  expect(env).toEqual({ PATH: '/bin', GATEWAY: 'hush', KAFKA: 'kept' });
  expect(JSON.stringify(file.store)).not.toContain('hush');
  expect(secrets.facts()).toEqual({ names: ['GATEWAY', 'KAFKA'], canKeep: true, sentence: expect.stringContaining('encrypted') });
  expect(createSecrets({ store: file, safe, env: {} }).env).toEqual({ GATEWAY: 'hush', KAFKA: 'kept' });
  await secrets.keep('KAFKA', null);
  expect(env['KAFKA']).toBe('of the environment');
  expect(secrets.facts().names).toEqual(['GATEWAY']);
});

test('one that the keyring does not open any more is named, until it is kept anew', async () => {
  const file = store({ secrets: { GATEWAY: Buffer.from('of another user').toString('base64') } });
  const secrets = createSecrets({ store: file, safe, env: {} });
  expect(secrets.env).toEqual({});
  expect(secrets.facts().sentence).toContain('does not open GATEWAY');
  await secrets.keep('GATEWAY', 'new');
  expect(secrets.facts().sentence).not.toContain('GATEWAY');
});

test.each([
  { what: 'nothing encrypts', without: { isEncryptionAvailable: () => false } },
  { what: "Linux's stand-in for a keyring", without: { getSelectedStorageBackend: () => 'basic_text' } },
])('without a keyring nothing is kept, and the environment is offered: $what', async ({ without }) => {
  const file = store();
  const none = createSecrets({ store: file, safe: { ...safe, ...without }, env: {} });
  await expect(none.keep('A', 'hush')).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    message: expect.stringContaining('environment variable'),
  });
  expect(none.facts()).toMatchObject({ canKeep: false, sentence: expect.stringContaining('no keyring') });
  expect(file.store).toEqual({});
});

test('at most a hundred are kept', async () => {
  const secrets = createSecrets({ store: store(), safe, env: {} });
  for (let n = 0; n < 100; n++) await secrets.keep(`S${n}`, 'x');
  await expect(secrets.keep('ONE_MORE', 'x')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await secrets.keep('S1', 'another value');
});
