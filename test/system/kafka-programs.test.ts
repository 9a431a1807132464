import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { describeWithOwnBroker } from '../broker/describe-with-broker.ts';
import { program } from './kafka-program.ts';

const finishedSchema = z.object({
  type: z.literal('capture/finished'),
  capture: z.object({ file: z.string() }),
  missed: z.array(z.object({ sentence: z.string() })),
});

await describeWithOwnBroker('the programs on a real broker', {}, (broker) => {
  test('npm run simulate beside npm run exporter: two pulses as they happen, complete, exit code 0', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'exporter-programs-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const settings = join(folder, 'settings.json');
    const given = ['--brokers', broker.brokers.join(), '--devices', '60', '--create-topics', '--settings-out', settings];
    const facility = program('../../core/simulation/publish.ts', given);
    await facility.said(/messages\/s/);

    const written = z.looseObject({}).parse(JSON.parse(readFileSync(settings, 'utf8')));
    writeFileSync(settings, JSON.stringify({ ...written, settleMs: 15_000, schedule: { kind: 'pulses', every: 5 } })); // this machine may have much to do

    const exporter = program('../../core/cli.ts', ['--settings', settings, '--pulses', '2', '--json']);
    const end = await exporter.end();
    const finished = exporter.lines().flatMap((line) => finishedSchema.safeParse(JSON.parse(line)).data ?? []);
    expect(finished.map(({ missed }) => missed)).toEqual([[], []]);
    for (const { capture } of finished) expect(existsSync(join(folder, 'data', capture.file))).toBe(true);
    expect(end).toEqual({ code: 0, complained: '' });
    facility.child.kill('SIGINT');
    expect(await facility.end()).toEqual({ code: 0, complained: '' });
    expect(await broker.groups()).toEqual([]);
  });

  test('without its broker the command line ends with 1 and names the broker', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'exporter-programs-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const settings = join(folder, 'settings.json');
    const given = [
      '--brokers',
      broker.brokers.join(),
      '--devices',
      '15',
      '--create-topics',
      '--settings-out',
      settings,
      '--seconds',
      '0.1',
    ];
    await program('../../core/simulation/publish.ts', given).end();
    await broker.kill();
    const exporter = program('../../core/cli.ts', ['--settings', settings, '--pulse', '17953448500']);
    const { code, complained } = await exporter.end();
    expect({ code, complained }).toEqual({ code: 1, complained: expect.stringMatching(`${broker.brokers[0]}.*\\[KAFKA_UNREACHABLE\\]`) });
  });
});
