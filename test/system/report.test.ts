import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runReport } from '../../core/cli/report/run.ts';
import { recordIdOf } from '../../core/upload/record-id.ts';
import { startCli } from './cli-process.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';
import { simulateUploading } from './uploading.ts';

const { signal } = new AbortController();

/** From before all pulses of a test until after them. */
function range(): string[] {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  return ['--from', at(-1), '--to', at(1)];
}

async function reported(args: readonly string[]): Promise<{ code: number; text: string; complaints: string }> {
  const [said, complained]: [string[], string[]] = [[], []];
  const output = { env: {}, say: (line: string) => void said.push(line), complain: (line: string) => void complained.push(line) };
  const code = await runReport(['--settings', ...args], output, signal);
  return { code, text: said.join('\n'), complaints: complained.join('\n') };
}

test('beside the exporter that runs, a report tells that all arrived, then which record is gone, then that nobody answers', async () => {
  const facility = await simulateUploading({ schedule: { kind: 'seconds', every: 1.1, count: 3 } });
  const { exporter, next } = await run(facility, {}, { begin: false });
  let arrived = 0;
  const all = next('upload/changed', ({ upload }) => upload.state === 'accepted' && ++arrived === 3);
  await exporter.begin();
  const { upload: last } = await all;

  const whole = await reported([facility.file, ...range(), '--ask', 'all']);
  expect(whole.complaints).toBe('');
  expect(whole.text).toContain('ARRIVED. All 3 pulses were captured complete, and all of them are whole in the Gateway.');
  expect(whole.code).toBe(0);

  const id = recordIdOf(BigInt(last.pulse.timestampNs), false);
  expect(facility.gateway.remove(id)).toBe(true);
  const sample = startCli(['report', '--settings', facility.file, ...range(), '--json']);
  const { code, stdout, complaints } = await sample.end;
  expect([code, complaints]).toEqual([1, []]);
  const found = { verdict: 'missing', exporter: 'sys', gateway: { asked: 3, whole: 2, notThere: 1 }, missing: [{ pulse: last.pulse }] };
  expect(JSON.parse(stdout.join(''))).toMatchObject(found);
  expect((await reported([facility.file, ...range()])).text).toMatch(new RegExp(`gateway: not-there.*\\n.*no record ${id}`));

  const asked = await exporter.reportDay({
    day: new Date(Number(BigInt(last.pulse.timestampNs) / 1_000_000n)).toISOString().slice(0, 10),
    ask: 'all',
  });
  expect(asked.missing.map(({ pulse }) => pulse)).toEqual([last.pulse]);

  await facility.gateway.stop();
  const away = await reported([facility.file, ...range(), '--ask', 'all']);
  expect([away.code, away.text]).toEqual([3, expect.stringContaining('CANNOT BE TOLD. Nothing is known to be missing of 3 pulses')]);
  expect(away.text).toContain('[GATEWAY_UNREACHABLE]');
  expect((await reported([facility.file, ...range(), '--ask', 'none'])).code, 'as far as was answered when files were sent').toBe(0);
});

test('a dead camera is one cause, with the sentence of its channel, and a day without pulses says so', async () => {
  const facility = simulate({ faults: [{ fault: 'dead-camera', device: 'PM-201-FE-CAM-1' }] });
  const { exporter, capture } = await run(facility);
  const { outcomes, captureId } = await capture();
  const [missed] = outcomes.filter(({ code }) => code !== 'captured');
  expect(missed, `capture ${captureId} misses something`).toBeDefined();
  await exporter.stop();
  const { code, text } = await reported([facility.file, ...range()]);
  expect(code).toBe(1);
  expect(text).toContain('MISSING. Of 1 pulse 1 lacks something: 1 not captured whole.');
  expect(text).toContain(missed?.sentence);
  expect(text).toContain('Gateway   not asked');
  const empty = await reported([facility.file, '--day', '2020-02-29']);
  expect([empty.code, empty.text]).toEqual([3, expect.stringContaining('No pulse was announced')]);
});

test('what keeps a report from being made is said, with its exit code', async () => {
  const facility = simulate();
  const absent = await reported([facility.file]);
  expect([absent.code, absent.complaints]).toEqual([3, expect.stringContaining('There is no journal')]);
  const { exporter } = await run(facility);
  await exporter.stop();
  const unnamed = await reported([facility.file, '--ask', 'all']);
  expect([unnamed.code, unnamed.complaints]).toEqual([2, expect.stringContaining('name no gateway')]);
  expect((await reported([facility.file, '--day', 'yesterday'])).code).toBe(2);
  writeFileSync(facility.file, '{');
  expect((await reported([facility.file])).code).toBe(2);
});
