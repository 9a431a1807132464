import { expect, test } from 'vitest';
import type { CaptureSummary, ExporterEvent } from '../core/contract/api.ts';
import { capturesKept } from '../core/contract/api.ts';
import { initialState, reduce } from '../core/contract/state.ts';
import { createFeed } from '../core/feed.ts';

function started(captureId: string): { type: 'capture/started'; capture: CaptureSummary } {
  const pulse = { pulseId: captureId, timestampNs: '1' };
  const rest = {
    attempt: 1,
    mode: 'live',
    step: 'collecting',
    verdict: null,
    expected: 2,
    captured: 0,
    counts: {},
    file: null,
    bytes: 0,
  } as const;
  return { type: 'capture/started', capture: { captureId, pulse, ...rest, phases: {}, startedAt: '', failure: null } };
}

test('the first event a listener gets is a snapshot, and later ones fold to the same state', () => {
  const feed = createFeed();
  feed.emit(started('1'));
  const events: ExporterEvent[] = [];
  feed.subscribe((event) => events.push(event));
  feed.emit({ type: 'channels/decided', captureId: '1', outcomes: [{ channel: 'A', code: 'captured' }] });
  feed.emit(started('2'));
  expect(events.map(({ type }) => type)).toEqual(['snapshot', 'channels/decided', 'capture/started']);
  expect(events.reduce(reduce, initialState)).toEqual(feed.state());
  expect(feed.state().captures[1]).toMatchObject({ captureId: '1', captured: 1, codes: { A: 'captured' } });
});

test('decided channels go out in one batch, before the end of their capture', () => {
  const feed = createFeed();
  const types: string[] = [];
  feed.subscribe(({ type }) => types.push(type));
  for (const channel of ['A', 'B', 'C']) feed.emit({ type: 'channels/decided', captureId: '1', outcomes: [{ channel, code: 'missing' }] });
  feed.emit({ type: 'capture/finished', capture: started('1').capture, missed: [] });
  expect(types).toEqual(['snapshot', 'channels/decided', 'capture/finished']);
});

test('a listener that throws harms nobody else', () => {
  const errors: unknown[] = [];
  const feed = createFeed([], (error) => errors.push(error));
  const seen: string[] = [];
  feed.subscribe(({ type }) => {
    if (type !== 'snapshot') throw new Error('broken');
  });
  feed.subscribe(({ type }) => seen.push(type));
  feed.emit(started('1'));
  expect(seen).toEqual(['snapshot', 'capture/started']);
  expect(errors).toHaveLength(1);
});

test('unsubscribing ends it', () => {
  const feed = createFeed();
  const seen: string[] = [];
  const stop = feed.subscribe(({ type }) => seen.push(type));
  stop();
  feed.emit(started('1'));
  expect(seen).toEqual(['snapshot']);
});

test('the state keeps the newest captures only', () => {
  const feed = createFeed();
  for (let id = 0; id < capturesKept + 5; id++) feed.emit(started(String(id)));
  expect(feed.state().captures).toHaveLength(capturesKept);
  expect(feed.state().captures[0]?.captureId).toBe(String(capturesKept + 4));
});

test('a device out of service is in the state until it is back', () => {
  const service = { reason: 'lens broken', by: 'Ann', since: '', until: null };
  const out = reduce(initialState, { type: 'device/changed', device: 'CAM-1', outOfService: service });
  expect(out.outOfService).toEqual({ 'CAM-1': service });
  expect(reduce(out, { type: 'device/changed', device: 'CAM-1', outOfService: null }).outOfService).toEqual({});
});
