import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { lockFolder } from '../../core/journal/folder-lock.ts';
import { tempFolder } from './temp-folder.ts';

const host = hostname();
const now = Date.UTC(2026, 10, 22, 10);
const ownerScript = fileURLToPath(new URL('./lock-owner.ts', import.meta.url));
const lockIn = (folder: string) => join(folder, '.exporter-lock.json');
const me = { name: 'north', pid: process.pid, host, now };

const owner = (folder: string, name: string): ChildProcess => {
  const child = spawn(process.execPath, [ownerScript, folder, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};
const answerSchema = z.object({ locked: z.boolean(), failure: z.object({ code: z.string(), message: z.string() }).optional() });
const firstLine = async (child: ChildProcess) => {
  const [data] = child.stdout ? await once(child.stdout, 'data') : [''];
  return answerSchema.parse(JSON.parse(String(data)));
};
const killed = async (child: ChildProcess) => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};
const foreignLock = (folder: string, changes: { pid?: number; host?: string }, ageSeconds: number) => {
  writeFileSync(lockIn(folder), JSON.stringify({ name: 'south', pid: process.pid, host, since: 'earlier', token: 'x', ...changes }));
  const then = Date.now() / 1000 - ageSeconds;
  utimesSync(lockIn(folder), then, then);
};

test('a second exporter on the data folder is refused, and the first is named with its process, machine and time', async () => {
  const folder = tempFolder();
  const first = await lockFolder(folder, me);
  const second = lockFolder(folder, { ...me, name: 'south' });
  await expect(second).rejects.toMatchObject({ code: 'FOLDER_IN_USE', facts: { name: 'north', pid: process.pid } });
  await expect(second).rejects.toThrow(`exporter north (process ${process.pid} on ${host} since 2026-11-22T10:00:00.000Z)`);
  await first.release();
});

test('a released folder can be taken again, and nothing is left in it; releasing twice is once', async () => {
  const folder = tempFolder();
  const first = await lockFolder(folder, me);
  await Promise.all([first.release(), first.release()]);
  expect(readdirSync(folder)).toEqual([]);
  const second = await lockFolder(folder, me);
  await first.release();
  expect(readdirSync(folder)).toEqual(['.exporter-lock.json']);
  await second.release();
});

test('a data folder that is not there yet is made', async () => {
  const folder = join(tempFolder(), 'new', 'data');
  const lock = await lockFolder(folder, me);
  expect(existsSync(lockIn(folder))).toBe(true);
  await lock.release();
});

test('a folder that cannot be written is said to be so, with its path', async () => {
  const folder = join(tempFolder(), 'file');
  writeFileSync(folder, '');
  await expect(lockFolder(folder, me)).rejects.toMatchObject({ code: 'DISK_UNREACHABLE', message: expect.stringContaining(folder) });
});

test('the lock of an exporter that was killed is taken over', async () => {
  const folder = tempFolder();
  const child = owner(folder, 'south');
  expect(await firstLine(child)).toEqual({ locked: true });
  await expect(lockFolder(folder, me)).rejects.toThrow(`exporter south (process ${child.pid}`);
  await killed(child);
  const lock = await lockFolder(folder, me);
  expect(readFileSync(lockIn(folder), 'utf8')).toContain('"north"');
  await lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('of ten processes that start at once on a stale lock, exactly one gets it and the others name an exporter', async () => {
  const folder = tempFolder();
  const dead = owner(folder, 'dead');
  await firstLine(dead);
  await killed(dead);
  const children = Array.from({ length: 10 }, (_, n) => owner(folder, `e${n}`));
  const answers = await Promise.all(children.map(firstLine));
  expect(answers.filter(({ locked }) => locked)).toHaveLength(1);
  for (const { failure } of answers.filter(({ locked }) => !locked)) expect(failure).toMatchObject({ code: 'FOLDER_IN_USE' });
  const winner = children[answers.findIndex(({ locked }) => locked)];
  expect(readFileSync(lockIn(folder), 'utf8')).toContain(`"pid": ${winner?.pid}`);
  expect(readdirSync(folder)).toEqual(['.exporter-lock.json']);
});

test('of fifty starts at once within one process on a stale lock, exactly one gets it', async () => {
  const folder = tempFolder();
  foreignLock(folder, {}, 31);
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => lockFolder(folder, me)));
  const won = results.filter((result) => result.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await won[0]?.value.release();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  { what: 'a living process here, heartbeat 20 s old', lock: {}, age: 20, stale: false },
  { what: 'a living process here, heartbeat 31 s old: its number was given to another', lock: {}, age: 31, stale: true },
  { what: 'another machine, heartbeat 50 s old', lock: { host: 'elsewhere', pid: 1 }, age: 50, stale: false },
  { what: 'another machine, heartbeat 61 s old', lock: { host: 'elsewhere', pid: 1 }, age: 61, stale: true },
])('a lock of $what is taken over: $stale', async ({ lock, age, stale }) => {
  const folder = tempFolder();
  foreignLock(folder, lock, age);
  const taking = lockFolder(folder, me);
  if (stale) await (await taking).release();
  else await expect(taking).rejects.toMatchObject({ code: 'FOLDER_IN_USE', facts: { name: 'south' } });
});

test('a takeover whose process died half way is finished by the next', async () => {
  const folder = tempFolder();
  foreignLock(folder, {}, 31);
  const fresh = lockIn(folder);
  const claim = `${fresh}.${createHash('sha256').update(readFileSync(fresh)).digest('hex').slice(0, 16)}`;
  writeFileSync(claim, readFileSync(fresh, 'utf8').replace('"x"', '"y"'));
  utimesSync(claim, 0, 0);
  const lock = await lockFolder(folder, me);
  expect(readdirSync(folder)).toEqual(['.exporter-lock.json']);
  await lock.release();
});

test('release leaves the lock of another that has taken over', async () => {
  const folder = tempFolder();
  const first = await lockFolder(folder, me);
  utimesSync(lockIn(folder), 0, 0);
  const second = await lockFolder(folder, { ...me, name: 'south' });
  await first.release();
  expect(statSync(lockIn(folder)).isFile()).toBe(true);
  await second.release();
});
