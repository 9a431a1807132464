import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startCli } from './cli-process.ts';
import { filesBelow, problemsOf } from './kept.ts';
import { run } from './running.ts';
import { simulate } from './simulated.ts';

const script = fileURLToPath(new URL('./dies-at.ts', import.meta.url));

/** Each step of the journey, what it leaves in the data folder beside the first capture's file, and whether the pulse stands in the journal. */
const steps = [
  { step: 'before begin', part: false, named: false, pulses: 1 },
  { step: 'after begin', part: false, named: false, pulses: 2 },
  { step: 'after collecting', part: false, named: false, pulses: 2 },
  { step: 'after metadata', part: false, named: false, pulses: 2 },
  { step: 'after writing', part: false, named: false, pulses: 2 },
  { step: 'after open', part: true, named: false, pulses: 2 },
  { step: 'after third write', part: true, named: false, pulses: 2 },
  { step: 'after verifying', part: true, named: false, pulses: 2 },
  { step: 'linkSync', part: true, named: false, pulses: 2 },
  { step: 'unlinkSync', part: true, named: true, pulses: 2 },
  { step: 'fsyncSync', part: false, named: true, pulses: 2 },
  { step: 'after seal', part: false, named: true, pulses: 2 },
  { step: 'before finish', part: false, named: true, pulses: 2 },
  { step: 'after finish', part: false, named: true, pulses: 2 },
];

describe('killed', () => {
  test.each(steps)('at "$step", it captures the pulse once and leaves nothing by half', async ({ step, part, named, pulses }) => {
    const facility = simulate();
    expect(await startCli([facility.file, step], { script }).end).toMatchObject({ signal: 'SIGKILL', complaints: [] });
    const left = filesBelow(facility.dataFolder);
    expect({
      part: left.filter((name) => name.endsWith('.part')).length,
      named: left.filter((name) => name.endsWith('.h5')).length,
    }).toEqual({
      part: part ? 1 : 0,
      named: named ? 2 : 1,
    });

    const { capture, exporter } = await run(facility);
    expect(await capture()).toMatchObject({ verdict: 'complete' });
    await exporter.stop();
    expect(await problemsOf(facility)).toEqual({ problems: [], pulses: pulses + 1, files: pulses + 1 });
    expect(existsSync(join(facility.dataFolder, '.exporter-lock.json'))).toBe(false);
  });
});
