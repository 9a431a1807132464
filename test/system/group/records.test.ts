import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseWholeSettings } from '../../../core/settings/parse-settings.ts';
import { createFacility } from '../../../core/simulation/facility.ts';
import { manifestFor } from '../../../core/simulation/gateway/manifest.ts';
import { startSimulatedGateway } from '../../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../../core/simulation/gateway/users.ts';
import { settingsFor } from '../../../core/simulation/settings.ts';
import { readWithH5wasm } from '../../hdf5/by-h5wasm.ts';
import { capturesIn } from '../kept.ts';
import { keyOf } from './facts.ts';
import { announce, announcedBy, gathered, settled } from './moves.ts';
import { type Stage, setStage } from './stage.ts';

const password = 'of-this-test-only';
const pulses = 15;

/** Two exporters of which each may lead, and a Gateway that counts as their settings say. */
async function twoOf(milliseconds: boolean) {
  const { setup } = parseWholeSettings(settingsFor(createFacility({ seed: 1, devices: 12 }), { name: 'x', dataFolder: 'x' }));
  const gateway = await startSimulatedGateway({
    ...{ now: Date.now, milliseconds },
    manifest: manifestFor(setup.devices.flatMap(({ channels }) => channels)),
    users: [{ ...defaultUser, password }],
  });
  onTestFinished(() => gateway.stop());
  const stage = await setStage({
    ...{ roles: { north: 'leader', south: 'follower' }, leaders: ['north', 'south'] },
    gateway: {
      ...{ url: gateway.url, username: defaultUser.username, password: { file: 'password' } },
      ...{ secondsBetweenUploads: 0, millisecondTimestamps: milliseconds },
    },
  });
  writeFileSync(join(stage.folder, 'password'), password);
  for (const member of stage.members) member.start();
  await gathered(stage, stage.member('north'), ['south']);
  return { gateway, stage, north: stage.member('north'), south: stage.member('south') };
}

/** What all exporters have left: of each file its pulse, the timestamp in it, and how its capture stands. */
async function filesOf(stage: Stage) {
  const files = [];
  for (const { dataFolder, journalFile, name } of stage.members)
    for (const capture of await capturesIn(journalFile)) {
      if (capture.file === null) continue;
      const { attributes } = await readWithH5wasm(join(dataFolder, capture.file));
      files.push({ ...capture, name, key: keyOf(capture), timestamp: String(attributes['timestamp']?.value) });
    }
  return files;
}

test.each([
  { milliseconds: false, digits: /T\d\d:\d\d:\d\d\+00:00$/ },
  { milliseconds: true, digits: /T\d\d:\d\d:\d\d\.\d00\+00:00$/ },
])(
  'with milliseconds $milliseconds all files of a pulse have the same timestamp, and each record is of one pulse and of all exporters',
  {
    timeout: 120_000,
  },
  async ({ milliseconds, digits }) => {
    const { gateway, stage, north } = await twoOf(milliseconds);
    await announce(north, pulses);
    await announcedBy(stage, north, pulses);
    await settled(stage, north);
    await stage.until('no file waits for the Gateway', () => [...north.uploads().values()].every(({ state }) => state !== 'waiting'));
    await stage.stop();

    const byPulse = Map.groupBy(await filesOf(stage), ({ key }) => key);
    expect(byPulse.size).toBe(pulses);
    for (const files of byPulse.values()) {
      const [first] = files;
      expect(first?.timestamp).toMatch(digits);
      expect(new Set(files.map(({ name }) => name))).toEqual(new Set(['north', 'south']));
      for (const { timestamp, localOnly, upload } of files)
        expect({ timestamp, localOnly, upload }).toEqual({
          ...{ timestamp: first?.timestamp, localOnly: first?.localOnly },
          upload: first?.localOnly === undefined ? 'accepted' : undefined,
        });
    }
    const records = [...byPulse.values()].flatMap(([file]) => (file?.localOnly === undefined ? [BigInt(file?.pulse.pulseId ?? 0)] : []));
    expect(new Set(gateway.records().map(({ metadata }) => metadata.shotnum))).toEqual(new Set(records));
    for (const { channels } of gateway.records()) expect([...channels.keys()].sort()).toEqual(stage.channels);
    expect(gateway.records().length < pulses).toBe(!milliseconds);
  },
);

test('a new leader that has a pulse of the old one taken again keeps to what was announced of it', { timeout: 120_000 }, async () => {
  const { stage, north, south } = await twoOf(false);
  await announce(north, pulses);
  await announcedBy(stage, north, pulses);
  await settled(stage, north);
  await north.kill('SIGKILL');
  await south.command('becomeLeader', { by: 'Ann' });
  await stage.until('south leads', () => south.group()?.role === 'leader' && (south.group()?.plan?.shares['south']?.length ?? 0) > 0);
  const chosen = [...south.judged().values()].slice(0, 12).map(({ pulse }) => pulse);
  for (const { pulseId } of chosen) expect((await south.command('capturePulse', { pulseId, waitForEnd: true })).ok).toBe(true);
  await stage.stop();

  const captures = (await Promise.all(stage.members.map(({ journalFile }) => capturesIn(journalFile)))).flat();
  for (const [key, of] of Map.groupBy(captures, keyOf)) {
    const said = new Set(of.map(({ localOnly }) => localOnly));
    expect({ key, said: said.size }).toEqual({ key, said: 1 });
  }
  expect(captures.some(({ localOnly }) => localOnly !== undefined)).toBe(true);
  const taken = Map.groupBy(await capturesIn(south.journalFile), keyOf);
  for (const pulse of chosen) expect(taken.get(keyOf({ pulse }))?.length).toBeGreaterThan(1);
});
