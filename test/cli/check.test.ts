import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../core/cli/arguments.ts';
import { checkSettingsFile } from '../../core/cli/check.ts';
import { headerLines, roleText } from '../../core/cli/header.ts';
import { type LoadedSettings, loadSettings } from '../../core/settings/load-settings.ts';
import { parseSettings } from '../../core/settings/parse-settings.ts';
import { group, guarded, sample as written } from '../settings/sample.ts';

const always = new AbortController().signal;
const check = (loaded: LoadedSettings, env: NodeJS.ProcessEnv = {}) => checkSettingsFile(loaded, env, always);
const sample = (name: string) => loadSettings(new URL(`../../assets/settings/${name}.json`, import.meta.url).pathname);

test('a check says what right settings hold', async () => {
  const { text, exitCode } = await check(await sample('minimal'));
  expect(exitCode).toBe(0);
  expect(text).toContain('nothing is wrong');
  expect(text).toContain('1 device, 1 channel, on 1 topic and 0 PVs');
  expect(text).toContain('pulses from topic pulses');
});

test('a check finds what the settings point to and is not there, and names the file', async () => {
  await expect(check(await sample('facility'))).rejects.toMatchObject({
    code: 'BAD_SETTINGS',
    message: expect.stringMatching(/facility\.json: 4 things are wrong.*EXPORTER_KAFKA_PASSWORD/s),
  });
});

describe('of an exporter in a group', () => {
  const header = async (name: string) => headerLines(await sample(name), parseArguments(['--settings', 'x'])).join('\n');
  const followers = 'follows laser-1 at tcp://127.0.0.1:5600';
  const leaders = 'leads; any exporter on this machine may follow';

  test('a check says what it is, and that a follower has its devices from its leader', async () => {
    const { text: follower } = await check(await sample('follower'));
    expect(follower).toContain(`${followers}\n  devices and sources come from the leader\n`);
    expect(follower).toContain("a check of the leader's settings tells");
    expect(follower).not.toContain('--pulses');
    expect((await check(await sample('leader'))).text).toContain(`${leaders}\n  6 devices, 6 channels`);
  });

  test('the first lines say the same', async () => {
    expect(await header('follower')).toContain(`"laser-2": ${followers}; devices and sources come from the leader.`);
    expect(await header('follower')).toContain('Pulses are captured as the leader announces them.');
    expect(await header('leader')).toContain(`"laser-1": ${leaders}; 6 devices, 6 channels, from a simulated facility`);
    expect(await header('minimal')).toContain('"first-steps": 1 device, 1 channel, from Kafka at localhost:9092.');
  });

  test('with keys a leader says how many may follow, and a check finds a secret key that is not there', async () => {
    const loaded = await sample('leader');
    const settings = parseSettings(written({ group: group(guarded()) })).settings;
    expect(roleText(settings)).toBe('leads; 1 may follow');
    await expect(check({ ...loaded, settings })).rejects.toMatchObject({
      code: 'BAD_SETTINGS',
      message: expect.stringMatching(/leader\.json: one thing is wrong.*group\.keys\.secretKey: The file our\.secret cannot be read/s),
    });
  });
});
