import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ExporterError } from '../contract/errors.ts';
import type { TestReport, TestSummary } from '../contract/test-capture.ts';

/** Below the data folder, so that their files can be looked into. */
export const testsFolder = 'test-captures';
/** The newest are listed; older ones stay on the disk. */
const listedMost = 100;
const idPattern = /^\d{4}-\d\d-\d\dT\d{9}Z$/;

/** A report is this program's own word; what is looked at here is that it is one. */
const reportSchema = z.looseObject({
  testId: z.string(),
  startedAt: z.string(),
  step: z.string(),
  found: z.array(z.unknown()),
  notes: z.array(z.string()),
});

export type KeptTests = {
  list(): Promise<TestSummary[]>;
  /** NOT_FOUND */
  read(testId: string): Promise<TestReport>;
  keep(report: TestReport): Promise<void>;
  remove(testId: string): Promise<void>;
};

/** Sorts by time; made from the clock. */
export function newTestId(wallMs: number): string {
  return new Date(wallMs).toISOString().replace(/(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/, '$1$2$3$4Z');
}

/** A report lies as JSON beside what was captured. One without an end was cut off with its exporter. */
export function createKeptTests(dataFolder: string): KeptTests {
  const root = join(dataFolder, testsFolder);
  const fileOf = (testId: string) => join(root, checked(testId), 'report.json');

  async function read(testId: string): Promise<TestReport> {
    const text = await readFile(fileOf(testId), 'utf8').catch(() => null);
    if (text === null) throw notThere(testId);
    const parsed: unknown = JSON.parse(text);
    if (!isReport(parsed)) throw new ExporterError('READ_FAILED', `${fileOf(testId)} is no report of a test capture.`);
    if (parsed.endedAt !== null) return parsed;
    const failure = { code: 'STOPPED', message: 'It was cut off: the exporter ended in the middle of it.' } as const;
    return { ...parsed, step: 'failed', failure };
  }

  return {
    read,
    async list() {
      const names = (await readdir(root).catch(() => []))
        .filter((name) => idPattern.test(name))
        .sort()
        .reverse();
      const found = await Promise.allSettled(names.slice(0, listedMost).map(read));
      return found.flatMap((each) => (each.status === 'fulfilled' ? [summaryOf(each.value)] : []));
    },
    async keep(report) {
      const file = fileOf(report.testId);
      await mkdir(join(root, report.testId), { recursive: true });
      await writeFile(`${file}.part`, JSON.stringify(report));
      await rename(`${file}.part`, file);
    },
    async remove(testId) {
      const folder = await realpath(join(root, checked(testId))).catch(() => null);
      if (folder === null) throw notThere(testId);
      if (folder !== join(await realpath(root), testId))
        throw new ExporterError('NOT_ALLOWED', `${testId} is a link to somewhere else and is not removed.`);
      await rm(folder, { recursive: true });
    },
  };
}

export function summaryOf({ found: _, notes: __, ...summary }: TestReport): TestSummary {
  return summary;
}

function isReport(value: unknown): value is TestReport {
  return reportSchema.safeParse(value).success;
}

function checked(testId: string): string {
  if (idPattern.test(testId)) return testId;
  throw notThere(testId);
}

function notThere(testId: string): ExporterError {
  return new ExporterError('NOT_FOUND', `There is no test capture ${testId.slice(0, 60)}; it may have been removed.`);
}
