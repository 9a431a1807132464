import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { describeWithBroker } from '../../broker/describe-with-broker.ts';
import { openLog } from './kafkajs-under-test.ts';

const program = fileURLToPath(new URL('./read-and-close.ts', import.meta.url));
const run = promisify(execFile);

await describeWithBroker('the end of a log', (broker) => {
  test('a process ends by itself once its log is closed, and warns of nothing', async () => {
    const [topic = ''] = await broker.createTopics(['closing']);
    await broker.produce(topic, [{ value: 'x' }]);
    const { stdout, stderr } = await run(process.execPath, [program, broker.brokers[0] ?? '', topic], { timeout: 20_000 });
    expect(stdout.trim()).toBe('3');
    expect(stderr).toBe('');
  });

  test('what is in flight when the log is closed fails with STOPPED', async () => {
    const [topic = ''] = await broker.createTopics(['cut']);
    const log = openLog(broker.brokers);
    const waiting = log.read([{ topic, partition: 0, from: 0n, maxBytes: 1000 }], 10_000, new AbortController().signal);
    const failure = expect(waiting).rejects.toMatchObject({ code: 'STOPPED' });
    await log.close();
    await failure;
  });
});
