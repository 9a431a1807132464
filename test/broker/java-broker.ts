import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Modest: file contents go from disk to socket without passing the heap. */
const memory = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const readyMs = 60_000;
const keptLines = 40;

/** Every node of one test cluster is formatted with the same identity. */
const clusterId = 'bWVyZWx5LWEtdGVzdC1jbA';

export function formatStorage(jars: string, properties: string): void {
  const format = ['-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
  execFileSync('java', [...memory, ...format], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Gives the process once the broker says that it has started. */
export async function runJavaBroker(jars: string, properties: string): Promise<ChildProcess> {
  const child = spawn('java', [...memory, '-cp', join(jars, '*'), 'kafka.Kafka', properties], { stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  // Also where a test run ends without its teardown.
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  await started(child);
  return child;
}

function started(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const give = (why: string) => {
    child.kill('SIGKILL');
    reject(new Error(`The test's Kafka broker ${why}. Its last words:\n${lines.join('\n')}`));
  };
  const timer = setTimeout(() => give('did not start in time'), readyMs);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n'));
    lines.splice(0, lines.length - keptLines);
    if (text.includes('Kafka Server started')) resolve();
  });
  child.once('error', () => give('could not be run'));
  child.once('exit', () => give('ended'));
  return promise.finally(() => clearTimeout(timer));
}

export async function killAndWait(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
