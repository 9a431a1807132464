import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWithH5wasm } from '../../hdf5/by-h5wasm.ts';
import { endOf } from './audit.ts';
import { announce, announcedBy, gathered, settled } from './moves.ts';
import { setStage } from './stage.ts';

test('what people ask of any follower holds for the whole group from the next pulse on', { timeout: 120_000 }, async () => {
  const stage = await setStage({ roles: { lead: 'leader', f1: 'follower', f2: 'follower' } });
  const [leader, asked] = [stage.member('lead'), stage.member('f1')];
  const [channel = ''] = stage.channels;
  const device = stage.deviceOf(channel);
  for (const member of stage.members) member.start();
  await gathered(stage, leader, ['f1', 'f2']);

  expect(await asked.command('setMetadata', { activeArea: 'EA2', activeExperiment: 'Ünïcode № 7', by: 'Ada' })).toMatchObject({ ok: true });
  expect(await asked.command('takeOutOfService', { device, reason: 'broken', by: 'Ada' })).toMatchObject({ ok: true });
  expect(await asked.command('captureNow', { waitForEnd: true })).toMatchObject({ ok: true });
  await settled(stage, leader);
  const [first] = leader.judged().values();
  expect(first).toMatchObject({ verdict: 'complete', captured: stage.channels.length - 1, expected: stage.channels.length - 1 });
  for (const { exporter, files } of first?.shares ?? [])
    for (const file of files) {
      const { attributes } = await readWithH5wasm(join(stage.folder, exporter, file));
      expect([attributes['active_area']?.value, attributes['active_experiment']?.value]).toEqual(['EA2', 'Ünïcode № 7']);
    }

  expect(await asked.command('returnToService', { device, by: 'Ada' })).toMatchObject({ ok: true });
  expect(await asked.command('pin', { devices: [device], exporter: 'f2', by: 'Ada' })).toMatchObject({ ok: true });
  await stage.until('all know the plan', () => stage.members.every((member) => member.group()?.plan?.shares['f2']?.includes(device)));

  const change = { pins: { [device]: 'lead' } };
  const preview = await asked.command('previewPlan', change);
  expect(preview).toMatchObject({ ok: true, value: { moves: expect.arrayContaining([{ device, from: 'f2', to: 'lead' }]) } });
  expect(leader.group()?.plan?.shares['f2']).toContain(device);
  expect(await asked.command('applyPlan', { ...change, by: 'Ada' })).toMatchObject({ ok: true, value: preview.ok ? preview.value : null });
  await stage.until('the plan is as previewed', () => stage.members.every((member) => member.group()?.plan?.pins[device] === 'lead'));
  expect(await asked.command('applyPlan', { pins: { [device]: 'nobody' }, by: 'Ada' })).toMatchObject({
    ok: false,
    failure: { code: 'NOT_FOUND' },
  });

  const [pulseId = ''] = [...leader.judged().keys()][0]?.split(' ') ?? [];
  expect(await stage.member('f2').command('capturePulse', { pulseId, waitForEnd: true })).toMatchObject({ ok: true });
  await announce(leader, 10);
  await announcedBy(stage, leader, 11);

  const { problems, complaints } = await endOf(stage, leader);
  expect({ problems, complaints }).toEqual({ problems: [], complaints: [] });
});
