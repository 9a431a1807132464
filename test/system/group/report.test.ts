import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runReport } from '../../../core/cli/report/run.ts';
import { announce, announcedBy, settled } from './moves.ts';
import { uploadingStage } from './uploading-stage.ts';

const pulses = 6;

test('each exporter of a group reports on all devices: what arrived, and the record that is gone', { timeout: 120_000 }, async () => {
  const { gateway, stage, leader } = await uploadingStage();
  await announce(leader, pulses);
  await announcedBy(stage, leader, pulses);
  await stage.until('all know that every pulse arrived', () =>
    stage.members.every((member) => [...member.uploads().values()].filter(({ state }) => state === 'accepted').length === pulses),
  );
  await settled(stage, leader);

  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const range = ['--from', at(-1), '--to', at(1), '--ask', 'all'];
  async function reported(name: string): Promise<{ code: number; text: string }> {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const args = ['--settings', join(stage.folder, `${name}.json`), ...range];
    const code = await runReport(args, { env: {}, say, complain: say }, new AbortController().signal);
    return { code, text: lines.join('\n') };
  }
  for (const { name } of stage.members) {
    const { code, text } = await reported(name);
    expect(text).toContain(`ARRIVED. All ${pulses} pulses were captured complete, and all of them are whole in the Gateway.`);
    expect(code).toBe(0);
  }

  const [record] = gateway.records();
  gateway.remove(record?.id ?? '');
  for (const { name } of stage.members) {
    const { code, text } = await reported(name);
    expect(text).toContain(`MISSING. Of ${pulses} pulses 1 lacks something`);
    expect(text).toContain(`has no record ${record?.id}.`);
    expect(code).toBe(1);
  }
  await stage.stop();
});
