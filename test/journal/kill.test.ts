import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { firstMs } from './samples.ts';
import { tempFolder } from './temp-folder.ts';

const tries = 30;
const writer = fileURLToPath(new URL('./journal-writer.ts', import.meta.url));
const saidSchema = z.union([
  z.object({ begun: z.array(z.string()) }),
  z.object({ kept: z.array(z.number()) }),
  z.object({ stepped: z.string() }),
  z.object({ finished: z.string() }),
  z.object({ amended: z.string() }),
]);
type Said = z.infer<typeof saidSchema>;

/** Kills the writer some random milliseconds after its first answer. */
async function writeUntilKilled(file: string, first: number): Promise<Said[]> {
  const child = spawn(process.execPath, [writer, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const said: Said[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (said.length === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * 25);
    // The pipe may end within a line.
    if (line.endsWith('}')) said.push(saidSchema.parse(JSON.parse(line)));
  }
  await closed;
  return said;
}

async function expectKept(journal: Journal, said: readonly Said[], first: number): Promise<void> {
  const unfinished = new Map((await journal.unfinished()).map((capture) => [capture.captureId, capture]));
  const announced = new Set((await journal.entriesSince(firstMs + first, 0, 1000)).entries.map(({ seq }) => seq));
  const after = new Map<string, { finished: boolean; stepped: boolean; amended: boolean }>();
  for (const fact of said) {
    if ('begun' in fact) for (const id of fact.begun) after.set(id, { finished: false, stepped: false, amended: false });
    else if ('kept' in fact) for (const seq of fact.kept) expect(announced, `announcement ${seq} was kept`).toContain(seq);
    else if ('stepped' in fact) after.set(fact.stepped, { finished: false, stepped: true, amended: false });
    else if ('finished' in fact) after.set(fact.finished, { finished: true, stepped: true, amended: false });
    else after.set(fact.amended, { finished: true, stepped: true, amended: true });
  }
  for (const [id, { finished, stepped, amended }] of after) {
    const capture = await journal.get(id);
    expect(capture, `capture ${id} was begun`).not.toBeNull();
    if (finished) expect(unfinished.has(id), `capture ${id} was finished`).toBe(false);
    if (stepped) expect(capture?.file).toBe(`${id}.h5`);
    expect(capture?.outcomes.length, 'all outcomes or none').toBe(unfinished.has(id) ? 0 : 60);
    if (amended) expect(capture?.counts).toEqual({ captured: 45, missing: 14, late: 1 });
  }
}

test(`what was answered is there after each of ${tries} kills, and nothing is there by half`, async () => {
  const file = join(tempFolder(), 'journal.sqlite');
  let answers = 0;
  for (let n = 0; n < tries; n += 1) {
    const said = await writeUntilKilled(file, n * 100_000);
    answers += said.length;
    const journal = openJournal({ file });
    await expectKept(journal, said, n * 100_000);
    await journal.close();
  }
  expect(answers).toBeGreaterThan(tries);
});
