import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openJournal } from '../../core/journal/open-journal.ts';
import type { Journal } from '../../core/journal/port.ts';
import { randomOf } from '../fakes/random.ts';
import { tempFolder } from './temp-folder.ts';

const tries = 25;
const writer = fileURLToPath(new URL('./upload-writer.ts', import.meta.url));
const steps = ['queued', 'sending', 'waiting', 'accepted', 'removed'] as const;
/** `recovered`: by this test, as the next start does. */
type Step = (typeof steps)[number] | 'recovered';
const saidSchema = z.partialRecord(z.enum(steps), z.string());

/** What was answered of each capture last, in a process that is killed some milliseconds after its first answer. */
async function writeUntilKilled(file: string, first: number, afterMs: number, said: Map<string, Step>): Promise<void> {
  const child = spawn(process.execPath, [writer, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let isFirst = true;
  for await (const line of createInterface({ input: child.stdout })) {
    if (isFirst) setTimeout(() => child.kill('SIGKILL'), afterMs);
    isFirst = false;
    // The pipe may end within a line.
    const { data = {} } = line.endsWith('}') ? saidSchema.safeParse(JSON.parse(line)) : {};
    for (const step of steps) if (data[step] !== undefined) said.set(data[step], step);
  }
  await closed;
}

/** As answered, or one call further: the answer to that one was cut off. */
const possible: Record<Step, readonly string[]> = {
  queued: ['queued', 'sending'],
  sending: ['sending', 'waiting', 'accepted'],
  waiting: ['waiting', 'sending'],
  accepted: ['accepted'],
  removed: ['accepted'],
  recovered: ['queued', 'sending'],
};

async function problemsIn(journal: Journal, said: ReadonlyMap<string, Step>): Promise<string[]> {
  const problems: string[] = [];
  for (const [id, step] of said) {
    const upload = await journal.uploadOf(id);
    const attempts = await journal.uploadAttempts(id);
    const open = attempts.filter(({ state }) => state === null);
    if (upload === null || !possible[step].includes(upload.state)) problems.push(`${id} is ${upload?.state} after "${step}"`);
    if (upload?.attempts !== attempts.length) problems.push(`${id} counts other attempts than it has`);
    if (upload?.state === 'sending' && attempts.at(-1)?.state !== null) problems.push(`${id} is being sent without an attempt`);
    if (upload?.state === 'queued' && step === 'queued' && attempts.length > 0) problems.push(`${id} is queued and has attempts`);
    const lastState = attempts.at(-1)?.state ?? null;
    if ((upload?.state === 'accepted' || upload?.state === 'waiting') && lastState !== upload.state)
      problems.push(`${id} is ${upload.state} and its last attempt ${lastState}`);
    if (open.length > 0 && open.some(({ attempt, sentence }) => attempt !== attempts.length && sentence === ''))
      problems.push(`${id} has an attempt of which nobody says how it ended`);
    const { removedAt } = (await journal.get(id)) ?? {};
    if (step === 'removed' && removedAt === undefined) problems.push(`${id} was removed and does not say so`);
    if (removedAt !== undefined && upload?.state !== 'accepted') problems.push(`${id} was removed while ${upload?.state}`);
  }
  return problems;
}

test(`after each of ${tries} kills every upload stands where it was answered or one step further, with all its attempts`, async () => {
  const file = join(tempFolder(), 'journal.sqlite');
  const random = randomOf(7);
  const said = new Map<string, Step>();
  for (let n = 0; n < tries; n += 1) {
    await writeUntilKilled(file, n * 100_000, random() * 40, said);
    const journal = openJournal({ file });
    expect(await problemsIn(journal, said)).toEqual([]);
    const sending = [...said.keys()].map((id) => journal.uploadOf(id));
    const cut = (await Promise.all(sending)).filter((upload) => upload?.state === 'sending');
    expect(cut.length, 'one file at a time').toBeLessThanOrEqual(1);
    // What the next process finds as soon as it recovers.
    expect(await journal.recoverUploads()).toBe(cut.length);
    for (const upload of cut) {
      const { captureId = '' } = upload ?? {};
      said.set(captureId, 'recovered');
      expect(await journal.uploadOf(captureId)).toMatchObject({ state: 'queued' });
      expect(await journal.dueUpload(Number.MAX_SAFE_INTEGER)).toMatchObject({ earlier: { unknownEnd: true } });
      expect((await journal.uploadAttempts(captureId)).at(-1)?.sentence).toContain('ended while it was sent');
    }
    await journal.close();
  }
  expect(said.size).toBeGreaterThan(tries);
}, 120_000);
