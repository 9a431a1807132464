import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bridgeTo, noting } from '../renderer/connect/bridge-stage.ts';
import { get } from '../serve/stage.ts';
import { parseEvent, startCli } from './cli-process.ts';
import { simulate } from './simulated.ts';

const address = /^Screens: http:\/\/127\.0\.0\.1:(\d+)\/#token=([\w-]{32})$/;

test('the program serves its screens beside the capturing: a page sees it, steers it, and is told its end', async () => {
  const facility = simulate({ devices: 4 });
  const printed = Promise.withResolvers<RegExpExecArray>();
  const program = startCli(['--settings', facility.file, '--every', '0.5', '--port', '0'], {
    onLine(line) {
      const found = address.exec(line);
      if (found !== null) printed.resolve(found);
    },
  });
  const [, port, token] = await printed.promise;
  const served = { port: Number(port) };
  expect(await get(served, '/')).toMatchObject({ status: 200, body: expect.stringContaining('<div id="root">') });
  const { bridge } = bridgeTo(served, token);
  const page = noting();
  bridge.subscribe(page.listener);
  await expect.poll(page.types, { timeout: 30_000 }).toContain('capture/finished');
  expect(page.types()[0]).toBe('snapshot');
  const taken = await bridge.call('captureNow', { waitForEnd: true });
  if (!taken.ok) throw new Error(taken.failure.message);
  const { captureId } = taken.value;
  await expect.poll(() => page.state().captures.find((capture) => capture.captureId === captureId)?.verdict).toMatch(/complete|empty/);
  expect(await bridge.call('getCapture', { captureId })).toMatchObject({ ok: true, value: { captureId } });
  await bridge.call('stopSchedule', {}); // what is in flight ends with what it has, which the exit code would tell
  await expect.poll(() => page.state().captures.every(({ verdict }) => verdict !== null)).toBe(true);
  // The schedule and a person may take the same pulse: the second finds nothing left of it.
  const isWhole = page.state().captures.every(({ verdict, expected }) => verdict === 'complete' || (verdict === 'empty' && expected === 0));
  program.kill('SIGINT');
  await expect.poll(page.line, { timeout: 30_000 }).toBe('lost');
  expect(page.state().running).toBe(false);
  expect((await program.end).code).toBe(isWhole ? 0 : 1);
});

test('for a program that reads its facts the address stands on standard error', async () => {
  const facility = simulate({ devices: 4 });
  const { code, stdout, complaints } = await startCli(['--settings', facility.file, '--pulses', '1', '--port', '0', '--json']).end;
  expect(code).toBe(0);
  expect(stdout.filter((line) => parseEvent(line) === null)).toEqual([]);
  expect(complaints.at(-1)).toMatch(address);
});

test('a port that is taken is said at once, and nothing is captured', async () => {
  const facility = simulate({ devices: 4 });
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const taken = other.address();
  const port = typeof taken === 'object' && taken !== null ? String(taken.port) : '';
  const { code, stdout, complaints } = await startCli(['--settings', facility.file, '--pulses', '1', '--port', port, '--json']).end;
  expect({ code, stdout }).toEqual({ code: 1, stdout: [] });
  expect(complaints.at(-1)).toMatch(new RegExp(`${port}.*ADDRESS_IN_USE`));
});

test('settings that are changed on a page are in force under it, and in the file when the program is started again', async () => {
  const facility = simulate({ devices: 4 });
  const start = async () => {
    const printed = Promise.withResolvers<RegExpExecArray>();
    const program = startCli(['--settings', facility.file, '--port', '0'], {
      onLine(line) {
        const found = address.exec(line);
        if (found !== null) printed.resolve(found);
      },
    });
    const [, port, token] = await printed.promise;
    const { bridge } = bridgeTo({ port: Number(port) }, token);
    const page = noting();
    bridge.subscribe(page.listener);
    return { program, bridge, page };
  };
  const first = await start();
  const kept = await first.bridge.call('getSettings', {});
  if (!kept.ok || typeof kept.value.settings !== 'object') throw new Error('The settings are not told');
  const settings = { ...kept.value.settings, name: 'laser-7' };
  expect(await first.bridge.call('applySettings', { settings, by: 'Ann' })).toMatchObject({ ok: true, value: { canUndo: true } });
  await expect.poll(() => first.page.state().name, { timeout: 30_000 }).toBe('laser-7');
  expect(first.page.line()).toBe('connected');
  first.program.kill('SIGINT');
  await first.program.end;
  const second = await start();
  await expect.poll(() => second.page.state().name, { timeout: 30_000 }).toBe('laser-7');
  second.program.kill('SIGINT');
  expect((await second.program.end).code).toBe(0);
});
