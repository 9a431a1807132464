import { expect, test } from 'vitest';
import { askOver } from '../../../core/contract/client.ts';
import { serve } from '../../../core/serve/serve.ts';
import { stepped } from '../../serve/events.ts';
import { stage, token } from '../../serve/stage.ts';
import { bridgeTo, noting } from './bridge-stage.ts';

/** The renderer's side and the exporter's, over a real WebSocket. */

test('a page sees the exporter’s state and what happens, and its commands are answered', async () => {
  const { served, feed, release, hold } = await stage();
  const { bridge } = bridgeTo(served);
  const page = noting();
  bridge.subscribe(page.listener);
  await expect.poll(page.types).toEqual(['snapshot']);
  feed.emit(stepped('7'));
  await expect.poll(page.types).toEqual(['snapshot', 'capture/stepped']);
  expect(page.lines.map(({ state }) => state)).toEqual(['connecting', 'connected']);
  expect(await bridge.call('stopSchedule', {})).toEqual({ ok: true, value: { command: 'stopSchedule', request: {} } });
  hold('captureNow');
  const refused = askOver(bridge)('captureNow', {});
  release('captureNow', { ok: false, failure: { code: 'DISK_FULL', message: 'The disk is full.' } });
  await expect(refused).rejects.toThrow(expect.objectContaining({ code: 'DISK_FULL', message: 'The disk is full.' }));
});

test('when the exporter is started again the page sees the new one, with a fresh snapshot', async () => {
  const before = await stage();
  const { bridge, retry, waits } = bridgeTo(before.served);
  const page = noting();
  bridge.subscribe(page.listener);
  await expect.poll(page.types).toEqual(['snapshot']);
  before.hold('captureNow');
  const unanswered = bridge.call('captureNow', {});
  await expect.poll(() => before.asked).toHaveLength(1);
  await before.served.stop();
  expect(await unanswered).toMatchObject({
    ok: false,
    failure: { code: 'LINE_LOST', message: expect.stringContaining('Look whether it happened') },
  });
  expect(page.lines.at(-1)).toEqual({ state: 'lost', sentence: expect.stringContaining('The exporter has ended.') });
  retry(); // there is nobody yet
  await expect.poll(() => waits.length).toBe(2);
  const { feed, door, folder } = await stage();
  const served = await serve(door, { port: before.served.port, token, pageFolder: folder });
  feed.emit({ type: 'exporter/started', name: 'again', version: '2', at: '', simulated: true, dataFolder: '' });
  retry();
  await expect.poll(page.line).toBe('connected');
  await expect.poll(page.types).toEqual(['snapshot', 'snapshot']);
  expect(page.state()).toEqual(feed.state());
  expect(await bridge.call('stopSchedule', {})).toMatchObject({ ok: true });
  await served.stop();
});

test('a page with another token is told why, and does not try again', async () => {
  const { served } = await stage();
  const { bridge, waits } = bridgeTo(served, 'of-another-run');
  const page = noting();
  bridge.subscribe(page.listener);
  await expect.poll(page.line).toBe('refused');
  expect(page.lines.at(-1)?.sentence).toContain('open the address it printed');
  expect(waits).toEqual([]);
  expect(await bridge.call('stopSchedule', {})).toMatchObject({ ok: false, failure: { code: 'LINE_LOST' } });
});

test('two pages at once: what one commands both see', async () => {
  const { served, feed } = await stage();
  const pages = [served, served].map((each) => {
    const seen = noting();
    const { bridge } = bridgeTo(each);
    bridge.subscribe(seen.listener);
    return { bridge, ...seen };
  });
  await expect.poll(() => pages.map(({ types }) => types())).toEqual([['snapshot'], ['snapshot']]);
  await Promise.all(pages.map(({ bridge }, n) => bridge.call('getCapture', { captureId: String(n) })));
  feed.emit(stepped('7'));
  await expect.poll(() => pages.map(({ types }) => types().length)).toEqual([2, 2]);
});
