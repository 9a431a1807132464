import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCli } from './cli-process.ts';
import { simulateUploading } from './uploading.ts';

const check = async (...args: string[]) => {
  const { code, stdout, complaints } = await startCli(['check', ...args]).end;
  return { code, text: stdout.join('\n'), complaints };
};

test('a check asks the Gateway which channels it would take, and says with its exit code whether that is all of them', async () => {
  const { file, gateway, channels } = await simulateUploading({ devices: 4 });
  const { host } = new URL(gateway.url);
  const right = await check('--settings', file);
  expect(right).toMatchObject({ code: 0, complaints: [] });
  expect(right.text).toContain(`All ${channels.length} channels would be taken.`);
  expect(right.text).toContain('Nothing was connected to but the Gateway.');

  const [bad = ''] = channels;
  gateway.faults.set('gateway-channel-unknown', true, { channel: bad });
  const wrong = await check('--settings', file);
  expect(wrong.code).toBe(1);
  expect(wrong.text).toContain(
    `${channels.length - 1} of ${channels.length} channels would be taken; 1 would be refused.\n    refused     ${bad}: `,
  );

  const asJson = await check('--settings', file, '--json');
  expect(asJson.code).toBe(1);
  expect(JSON.parse(asJson.text)).toMatchObject({
    file,
    name: 'sys',
    devices: 4,
    manifest: { gateway: host, findings: [{ channel: bad }] },
  });

  gateway.faults.set('gateway-down', true);
  const down = await startCli(['--settings', file, '--check']).end;
  expect(down.code).toBe(1);
  expect(down.stdout.join('\n')).toMatch(/is not known: .*\[GATEWAY_UNREACHABLE\]/);
});

test('a check of wrong settings ends with 2, and asks nobody', async () => {
  const { file, folder, gateway } = await simulateUploading({ devices: 2 });
  const spoilt = join(folder, 'spoilt.json');
  writeFileSync(spoilt, readFileSync(file, 'utf8').replace('"settleMs"', '"setleMs"').replace('"schedule"', '"shedule"'));
  const { code, complaints } = await check('--settings', spoilt);
  expect(code).toBe(2);
  expect(complaints.join('\n')).toContain('spoilt.json');
  expect(gateway.answered()).toEqual([]);
});
