import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startCli } from './cli-process.ts';
import { simulateUploading } from './uploading.ts';

const once = (file: string) => startCli(['--settings', file, '--pulses', '1']).end;

test('a run ends well where the Gateway takes all of it, and not where it refuses a channel', { timeout: 120_000 }, async () => {
  const facility = await simulateUploading({ schedule: { kind: 'seconds', every: 1.1 } });
  const well = await once(facility.file);
  expect([well.code, well.stdout.at(-1)]).toEqual([0, expect.stringContaining('1 file in the Gateway.')]);

  const [channel = ''] = facility.channels;
  const settings = readFileSync(facility.file, 'utf8').replaceAll(`"name":"${channel}"`, `"name":"${channel}-RENAMED"`);
  writeFileSync(facility.file, settings);
  const refused = await once(facility.file);
  expect([refused.code, refused.stdout.at(-1)]).toEqual([1, expect.stringContaining('1 of them not whole')]);
});

test('a run whose files wait for a Gateway that is away ends as its captures say, and says how many are left', async () => {
  const facility = await simulateUploading({ schedule: { kind: 'seconds', every: 1.1 } });
  facility.gateway.faults.set('gateway-down', true);
  const { code, stdout } = await once(facility.file);
  expect([code, stdout.at(-1)]).toEqual([0, expect.stringContaining('1 still to be sent, at the next start.')]);
});
