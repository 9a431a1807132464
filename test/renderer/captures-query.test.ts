import { describe, expect, test } from 'vitest';
import type { CaptureSearch } from '../../core/contract/captures-search.ts';
import { isFound, noFilter, queryOf } from '../../renderer/captures/query.ts';
import { allCaptured, capture, pulseNo } from './states.ts';

describe('what stands in the fields of the search', () => {
  test('nothing finds everything', () => {
    expect(queryOf(noFilter)).toEqual({ ok: true, search: {} });
  });

  test('a pulse ID may be pasted with its spaces, and be a part', () => {
    expect(queryOf({ ...noFilter, pulseId: ' 423\u2009648 098' })).toEqual({ ok: true, search: { text: '423648098' } });
  });

  test.each(['12a', '-1', '1.5', '1'.repeat(21)])('a pulse ID has digits only: %s', (pulseId) => {
    expect(queryOf({ ...noFilter, pulseId })).toMatchObject({ ok: false, field: 'pulseId', sentence: /digits/ });
  });

  test('a time is UTC, and its end has all of the minute or second that it names', () => {
    const minute = queryOf({ ...noFilter, from: '2026-11-23T10:44', to: '2026-11-23T10:44' });
    expect(minute).toEqual({ ok: true, search: { fromNs: '1795430640000000000', toNs: '1795430699999999999' } });
    const second = queryOf({ ...noFilter, to: '2026-11-23T10:44:05' });
    expect(second).toEqual({ ok: true, search: { toNs: '1795430645999999999' } });
  });

  test('a time that is none, or ends before it begins, is told at its field', () => {
    expect(queryOf({ ...noFilter, from: 'yesterday' })).toMatchObject({ ok: false, field: 'from' });
    expect(queryOf({ ...noFilter, to: '1969-12-31T23:00' })).toMatchObject({ ok: false, field: 'to' });
    expect(queryOf({ ...noFilter, from: '2026-11-23T10:45', to: '2026-11-23T10:44' })).toMatchObject({ ok: false, field: 'to' });
  });

  test('not complete is partial, empty or failed', () => {
    expect(queryOf({ ...noFilter, verdict: 'not-complete' })).toEqual({ ok: true, search: { verdicts: ['partial', 'empty', 'failed'] } });
    expect(queryOf({ ...noFilter, verdict: 'failed', channel: ' CAM-1 ' })).toEqual({
      ok: true,
      search: { verdicts: ['failed'], channel: 'CAM-1' },
    });
  });

  test('a reason counts with its channel only, and what is not in the Gateway is neither accepted nor withdrawn', () => {
    expect(queryOf({ ...noFilter, outcome: 'late' })).toEqual({ ok: true, search: {} });
    expect(queryOf({ ...noFilter, channel: 'CAM-1', outcome: 'late' })).toEqual({
      ok: true,
      search: { channel: 'CAM-1', outcomes: ['late'] },
    });
    expect(queryOf({ ...noFilter, upload: 'refused' })).toEqual({ ok: true, search: { uploads: ['refused'] } });
    expect(queryOf({ ...noFilter, upload: 'not-there' })).toEqual({
      ok: true,
      search: { uploads: ['queued', 'sending', 'partly-refused', 'refused', 'waiting'] },
    });
  });
});

describe('a capture that came since is found as the journal would find it', () => {
  const partial = capture(7, { ...allCaptured, 'CAM-1': 'missing', 'CAM-2': 'skipped' }, { upload: 'waiting' });
  const { pulseId, timestampNs } = pulseNo(7);
  test.each<[CaptureSearch, boolean]>([
    [{}, true],
    [{ pulseId }, true],
    [{ pulseId: pulseId.slice(1) }, false],
    [{ text: pulseId.slice(1) }, true],
    [{ text: '77' }, false],
    [{ fromNs: timestampNs, toNs: timestampNs }, true],
    [{ fromNs: String(BigInt(timestampNs) + 1n) }, false],
    [{ toNs: '5' }, false],
    [{ verdicts: ['partial'] }, true],
    [{ verdicts: ['complete'] }, false],
    [{ channel: 'CAM-1' }, true],
    [{ channel: 'WFS-IMG' }, false],
    [{ channel: 'CAM-2' }, false],
    [{ channel: 'CAM-2', outcomes: ['skipped'] }, true],
    [{ channel: 'CAM-1', outcomes: ['late'] }, false],
    [{ channel: 'nobody knows' }, false],
    [{ uploads: ['waiting', 'refused'] }, true],
    [{ uploads: ['accepted'] }, false],
    [{ channel: 'CAM-1', verdicts: ['complete'] }, false],
  ])('%o: %s', (search, found) => {
    expect(isFound(search, partial)).toBe(found);
  });

  test('one without a verdict is not found by verdicts', () => {
    expect(isFound({ verdicts: ['partial'] }, capture(1, {}, { verdict: null }))).toBe(false);
  });
});
