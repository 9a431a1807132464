import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What `npm test` runs: lint, types, tests. What follows `npm test --` goes to vitest. The last line counts all of it. */
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'exporter-tests-'));
const results = join(folder, 'results.json');

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});
type Counts = { passed: number; failed: number; skipped: number };

const lint = await run('lint', '@biomejs/biome', 'biome', ['check', '--error-on-warnings', '.']);
const types = await run('types', 'typescript', 'tsc', ['-b']);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const tests = await run('tests', 'vitest', 'vitest', ['run', ...reporters, ...process.argv.slice(2)]);

const counted = [one(lint), one(types), testCounts(tests)];
rmSync(folder, { recursive: true, force: true });
const total = counted.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }));
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs a tool of this project's own packages with this very Node, without a shell. Answers whether it succeeded. */
async function run(title: string, packageName: string, command: string, parameters: string[]): Promise<boolean> {
  const started = performance.now();
  console.log(
    `\n== ${title}: ${command} ${parameters.filter((parameter) => !parameter.includes('reporter') && !parameter.includes(folder)).join(' ')}`,
  );
  const options: SpawnOptions = { cwd: root, stdio: 'inherit' };
  const child = spawn(process.execPath, [binOf(packageName, command), ...parameters], options);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`== ${title}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  return code === 0;
}

function binOf(packageName: string, command: string): string {
  const path = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { bin } = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) }).parse(JSON.parse(readFileSync(path, 'utf8')));
  return join(dirname(path), typeof bin === 'string' ? bin : (bin[command] ?? command));
}

function one(ok: boolean): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A test file that could not be loaded, an error outside any test, or a run without a report counts as one failure. */
function testCounts(ok: boolean): Counts {
  let report: z.infer<typeof reportSchema>;
  try {
    report = reportSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: ok ? failed : Math.max(1, failed),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
