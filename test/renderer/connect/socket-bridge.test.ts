import { describe, expect, test } from 'vitest';
import { initialState } from '../../../core/contract/state.ts';
import { mostPending, type ToPage } from '../../../core/contract/wire.ts';
import { backOffMs } from '../../../renderer/connect/back-off.ts';
import { stepped } from '../../serve/events.ts';
import { bridgeByHand, noting } from './bridge-stage.ts';

const text = (message: ToPage) => JSON.stringify(message);
const snapshot = text({ batch: 1, events: [{ type: 'snapshot', state: initialState }] });

function connected() {
  const scene = bridgeByHand();
  scene.last()?.listener.opened();
  return scene;
}

test('what is asked before the line stands is sent when it does', async () => {
  const { bridge, last } = bridgeByHand();
  const answer = bridge.call('stopSchedule', {});
  expect(last()?.sent).toEqual([]);
  last()?.listener.opened();
  expect(last()?.sent).toEqual(['{"id":1,"command":"stopSchedule","request":{}}']);
  last()?.listener.text(text({ id: 1, result: { ok: true, value: null } }));
  expect(await answer).toEqual({ ok: true, value: null });
});

test('what is asked while the line is lost was not sent, and says so', async () => {
  const { bridge, last, sockets, retry } = bridgeByHand();
  const early = bridge.call('captureNow', {});
  last()?.listener.closed(1006, '');
  expect(await early).toMatchObject({ ok: false, failure: { code: 'LINE_LOST' } });
  expect(await bridge.call('captureNow', {})).toMatchObject({
    failure: { code: 'LINE_LOST', message: expect.stringContaining('nothing was sent') },
  });
  retry();
  last()?.listener.opened();
  expect(sockets.map(({ sent }) => sent)).toEqual([[], []]);
});

test('each batch is taken once the page has seen it', () => {
  const { bridge, last } = connected();
  const page = noting();
  bridge.subscribe({ ...page.listener, events: () => expect(last()?.sent).toEqual(['{"subscribe":true}']) });
  last()?.listener.text(snapshot);
  expect(last()?.sent.at(-1)).toBe('{"taken":1}');
});

test('a page that fails over a batch gets the next one', () => {
  const { bridge, last } = connected();
  bridge.subscribe({
    events() {
      throw new Error('a screen is broken');
    },
    line: () => undefined,
  });
  expect(() => last()?.listener.text(snapshot)).toThrow('a screen is broken');
  expect(last()?.sent.at(-1)).toBe('{"taken":1}');
});

test('who listens later asks for a snapshot too, and who has stopped hears nothing', () => {
  const { bridge, last } = connected();
  const [first, second] = [noting(), noting()];
  const stop = bridge.subscribe(first.listener);
  bridge.subscribe(second.listener);
  expect(last()?.sent).toEqual(['{"subscribe":true}', '{"subscribe":true}']);
  stop();
  last()?.listener.text(text({ batch: 1, events: [stepped('7')] }));
  expect([first.types(), second.types()]).toEqual([[], ['capture/stepped']]);
});

test('no more commands wait than the exporter would take', async () => {
  const { bridge, last } = connected();
  for (let n = 0; n < mostPending; n++) void bridge.call('captureNow', {});
  expect(await bridge.call('captureNow', {})).toMatchObject({ failure: { code: 'BUSY' } });
  last()?.listener.text(text({ id: 1, result: { ok: true, value: null } }));
  void bridge.call('captureNow', {});
  expect(last()?.sent).toHaveLength(mostPending + 1);
});

test('what is longer than the exporter reads is refused here, and costs no connection', async () => {
  const { bridge, last } = connected();
  const by = 'é'.repeat(500_001);
  expect(await bridge.call('joinGroup', { by })).toMatchObject({ failure: { code: 'BAD_REQUEST' } });
  expect(last()?.sent).toEqual([]);
});

test('what the exporter would not say changes nothing', () => {
  const { bridge, last } = connected();
  const page = noting();
  bridge.subscribe(page.listener);
  for (const strange of ['null', '7', '{}', '{"batch":1}', '{"batch":1,"events":[7]}', '{"id":1}', '{"id":1,"result":{"ok":false}}'])
    last()?.listener.text(strange);
  expect(page.types()).toEqual([]);
});

describe('it tries again', () => {
  test('later and later up to ten seconds, by chance up to half as long, and soon again once something came', () => {
    const { waits, retry, last } = bridgeByHand();
    for (let n = 0; n < 9; n++) {
      last()?.listener.opened();
      last()?.listener.closed(1006, '');
      if (n < 8) retry();
    }
    expect(waits.map(({ ms }) => ms)).toEqual([125, 250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
    retry();
    last()?.listener.opened();
    last()?.listener.text(snapshot);
    last()?.listener.closed(1006, '');
    expect(waits.at(-1)?.ms).toBe(125);
  });

  test.each([
    [1, 1, 250],
    [1, 0, 125],
    [3, 0.5, 750],
    [1000, 1, 10_000],
  ])('after %i failures, with chance %d: in %i ms', (failures, chance, ms) => expect(backOffMs(failures, chance)).toBe(ms));
});

test('closed it stays closed, from every state, and twice is once', async () => {
  for (const before of ['connecting', 'connected', 'lost', 'refused'] as const) {
    const { bridge, last, sockets, waits } = bridgeByHand();
    const page = noting();
    bridge.subscribe(page.listener);
    if (before !== 'connecting') last()?.listener.opened();
    if (before === 'lost') last()?.listener.closed(1006, '');
    if (before === 'refused') last()?.listener.closed(4403, 'No token.');
    const unanswered = bridge.call('captureNow', {});
    bridge.close();
    bridge.close();
    expect(await unanswered).toMatchObject({ failure: { code: 'LINE_LOST' } });
    expect(waits.every(({ isStopped }) => isStopped)).toBe(true);
    expect([sockets.length, page.line()]).toEqual([1, 'refused']);
  }
});
