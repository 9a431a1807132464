import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runReport } from '../../core/cli/report/run.ts';
import { protocolVersion, setupEntrySchema } from '../../core/group/protocol.ts';
import { openJournal } from '../../core/journal/open-journal.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { startSimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { captured, endWith, pulseNumber, startOf } from '../journal/samples.ts';
import { uploadEnd } from '../journal/settled.ts';
import { tempFolder } from '../journal/temp-folder.ts';
import { followers, sample } from '../settings/sample.ts';

test('a follower asks the Gateway that its leader named, with its own secret', async () => {
  const file = join(tempFolder(), 'exporter-2.json');
  writeFileSync(file, JSON.stringify(followers()));
  const gateway = await startSimulatedGateway({ now: Date.now, manifest: null });
  const { setup } = parseWholeSettings(
    sample({ gateway: { url: gateway.url, username: 'hdf_import', password: { env: 'GATEWAY_PASSWORD' } } }),
  );
  const journal = openJournal({ file: (await loadSettings(file)).journalFile });
  const head = { v: protocolVersion, leader: 'exporter-1', epoch: 1, seq: 1, at: '2026-11-22T10:00:00Z' };
  await journal.keepGroup('setup', setupEntrySchema.parse({ ...head, kind: 'setup', setupId: 'first', topic: null, setup }));
  const [begun] = await journal.begin([startOf(pulseNumber(1))]);
  const captureId = begun?.captureId ?? '';
  await journal.finish(captureId, endWith([captured('A')], { verdict: 'complete', upload: true }));
  await journal.beginUpload(captureId, 'then');
  await journal.endUpload(captureId, uploadEnd());
  await journal.close();

  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const reported = (env: NodeJS.ProcessEnv) =>
    runReport(['--settings', file, '--day', '2026-11-22'], { env, say, complain: say }, new AbortController().signal);
  expect(await reported({ GATEWAY_PASSWORD: 'simulated' }), lines.join('\n')).toBe(1);
  expect(lines.join('\n')).toMatch(/1 of 1 pulse asked for: 0 whole, 1 not there/);
  expect(await reported({})).toBe(2);
  expect(lines.at(-1)).toContain('GATEWAY_PASSWORD');
  await gateway.stop();
  expect(await reported({ GATEWAY_PASSWORD: 'simulated' })).toBe(3);
});
