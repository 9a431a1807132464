import { expect, test } from 'vitest';
import { askOver, type Bridge } from '../../core/contract/client.ts';
import { initialState } from '../../core/contract/state.ts';
import { mostPending } from '../../core/contract/wire.ts';
import { noting } from '../renderer/connect/bridge-stage.ts';
import { stepped, unavailable } from './events.ts';
import type { fakeDoor } from './stage.ts';

export type Reached = { behind: ReturnType<typeof fakeDoor>; openBridge(): Bridge };

/** Every way for a page to reach the exporter must pass this. Time is real: nothing here depends on how much of it passes. */
export function bridgeConformance(name: string, reach: () => Promise<Reached>): void {
  const seen = (bridge: Bridge) => {
    const page = noting();
    return { ...page, stop: bridge.subscribe(page.listener) };
  };

  test(`${name}: a page gets a snapshot first, then everything that happens, in its order`, async () => {
    const { behind, openBridge } = await reach();
    behind.feed.emit({ type: 'exporter/started', name: 'laser-1', version: '1', at: '', simulated: true, dataFolder: '' });
    const page = seen(openBridge());
    await expect.poll(page.types).toEqual(['snapshot']);
    for (let n = 0; n < 200; n++) behind.feed.emit(stepped(String(n)));
    await expect.poll(() => page.events.length).toBe(201);
    expect(page.events.slice(1)).toEqual(Array.from({ length: 200 }, (_, n) => stepped(String(n))));
    expect(page.state()).toEqual(behind.feed.state());
    expect(page.line()).toBe('connected');
  });

  test(`${name}: who listens later gets a snapshot too, and who has stopped nothing more`, async () => {
    const { behind, openBridge } = await reach();
    const bridge = openBridge();
    const first = seen(bridge);
    await expect.poll(first.types).toEqual(['snapshot']);
    first.stop();
    const second = seen(bridge);
    await expect.poll(second.types).toEqual(['snapshot']);
    behind.feed.emit(stepped('7'));
    await expect.poll(second.types).toEqual(['snapshot', 'capture/stepped']);
    expect(first.types()).toEqual(['snapshot']);
  });

  test(`${name}: a command is answered with its value, and each with its own`, async () => {
    const { behind, openBridge } = await reach();
    const bridge = openBridge();
    behind.hold('captureNow');
    const slow = bridge.call('captureNow', { waitForEnd: true });
    const by = 'Ann, "Bo" and Çelik ⚡';
    expect(await bridge.call('joinGroup', { by })).toEqual({ ok: true, value: { command: 'joinGroup', request: { by } } });
    behind.release('captureNow', { ok: true, value: { captureId: '17' } });
    expect(await slow).toEqual({ ok: true, value: { captureId: '17' } });
    expect(behind.asked.map(({ request }) => request)).toEqual([{ waitForEnd: true }, { by }]);
  });

  test(`${name}: what is refused comes as data, with its code and its facts, and may be thrown as an ExporterError`, async () => {
    const { behind, openBridge } = await reach();
    const bridge = openBridge();
    const failure = { code: 'DISK_FULL', message: 'The disk is full.', facts: { free: 0, path: '/data' } } as const;
    behind.hold('captureNow');
    behind.release('captureNow', { ok: false, failure });
    expect(await bridge.call('captureNow', {})).toEqual({ ok: false, failure });
    await expect(askOver(bridge)('captureNow', {})).rejects.toThrow(expect.objectContaining({ name: 'ExporterError', ...failure }));
  });

  test(`${name}: more commands than a page may have at work are refused by that name; the others are answered`, async () => {
    const { behind, openBridge } = await reach();
    const bridge = openBridge();
    behind.hold('captureNow');
    const asked = Array.from({ length: mostPending }, () => bridge.call('captureNow', {}));
    expect(await bridge.call('captureNow', {})).toMatchObject({ ok: false, failure: { code: 'BUSY' } });
    behind.release('captureNow');
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
  });

  test(`${name}: two pages see the same`, async () => {
    const { behind, openBridge } = await reach();
    const pages = [seen(openBridge()), seen(openBridge())];
    await expect.poll(() => pages.map(({ types }) => types())).toEqual([['snapshot'], ['snapshot']]);
    behind.feed.emit(stepped('7'));
    await expect.poll(() => pages.map(({ types }) => types().at(-1))).toEqual(['capture/stepped', 'capture/stepped']);
  });

  test(`${name}: a burst beyond all bounds ends in the exporter's state`, async () => {
    const { behind, openBridge } = await reach();
    const page = seen(openBridge());
    await expect.poll(page.types).toEqual(['snapshot']);
    for (let n = 0; n < 20_000; n++) behind.feed.emit(unavailable(n));
    await expect.poll(page.state).toEqual(behind.feed.state());
    expect(page.events.length).toBeLessThan(20_000);
    expect(page.state()).not.toEqual(initialState);
  });
}
