import { expect, test } from 'vitest';
import { serve } from '../../../core/serve/serve.ts';
import { bridgeConformance } from '../../serve/bridge-conformance.ts';
import { stage, token } from '../../serve/stage.ts';
import { bridgeTo, noting } from './bridge-stage.ts';

bridgeConformance('the WebSocket of a browser’s page', async () => {
  const { served, ...behind } = await stage();
  return { behind, openBridge: () => bridgeTo(served).bridge };
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
