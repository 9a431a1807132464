import { describe, expect, test } from 'vitest';
import type { CapturePage, CaptureSearch } from '../../core/contract/captures-search.ts';
import { captureLine, capturesHead, channelLine, channelsHead } from '../../renderer/captures/csv.ts';
import { exportedMost, readAll } from '../../renderer/captures/read-all.ts';
import { allCaptured, capture, pulseNo } from './states.ts';

describe('a table for other programs', () => {
  const cells = (line: string) => line.trimEnd().split(',');

  test('each line has as many cells as its head', () => {
    const failed = capture(1, allCaptured, { counts: { captured: 4, late: 2 }, failure: { code: 'DISK_FULL', message: 'Full.' } });
    expect(cells(captureLine(failed))).toHaveLength(cells(capturesHead).length);
    expect(cells(captureLine(failed))[cells(capturesHead).indexOf('late')]).toBe('2');
    const missing = { channel: 'A', device: 'A', code: 'missing', sentence: 'None.' } as const;
    expect(cells(channelLine(pulseNo(1), missing))).toHaveLength(cells(channelsHead).length);
    const archived = { ...missing, provenance: { kind: 'archiver', pv: 'EA:1' } } as const;
    expect(cells(channelLine(pulseNo(1), archived))).toHaveLength(cells(channelsHead).length);
    expect(cells(channelLine(pulseNo(1), archived))[cells(channelsHead).indexOf('topic_or_pv')]).toBe('EA:1');
  });

  test('what has a comma, a quote or a new line is quoted', () => {
    const line = channelLine(pulseNo(1), { channel: 'A', device: 'A', code: 'missing', sentence: 'None, "really"\nnone.' });
    expect(line).toContain('"None, ""really""\nnone."');
    expect(line.endsWith('\r\n')).toBe(true);
  });
});

describe('an export', () => {
  const signal = () => new AbortController().signal;
  const asking =
    (all: number, asked: unknown[] = []) =>
    async (request: CaptureSearch & { limit: number; before?: string }): Promise<CapturePage> => {
      asked.push(request);
      const from = request.before === undefined ? all : Number(request.before) - 1;
      const captures = Array.from({ length: Math.min(request.limit, from) }, (_, n) => capture(from - n, {}));
      const last = from - captures.length + 1;
      return { captures, total: null, before: last > 1 ? String(last) : null };
    };

  test('reads page after page to the end, and says how far it is', async () => {
    const seen: string[] = [];
    const told: number[] = [];
    const done = await readAll(
      asking(1200),
      { text: '1' },
      { signal: signal(), onCapture: (each) => seen.push(each.captureId), onProgress: (n) => told.push(n) },
    );
    expect(done).toEqual({ rows: 1200, isWhole: true });
    expect(told).toEqual([500, 1000, 1200]);
    expect([seen[0], seen.at(-1)]).toEqual(['1200', '1']);
  });

  test('ends at its bound, and says that there is more', async () => {
    const asked: unknown[] = [];
    const done = await readAll(
      asking(exportedMost + 10, asked),
      {},
      { signal: signal(), onCapture: () => undefined, onProgress: () => undefined },
    );
    expect(done).toEqual({ rows: exportedMost, isWhole: false });
    expect(asked).toHaveLength(exportedMost / 500);
  });

  test('goes on through pages in which nothing was found', async () => {
    const pages: CapturePage[] = [
      { captures: [], total: null, before: '5' },
      { captures: [capture(1, {})], total: null, before: null },
    ];
    const done = await readAll(
      async () => pages.shift() ?? Promise.reject(new Error('No more.')),
      {},
      {
        ...{ signal: signal(), onCapture: () => undefined, onProgress: () => undefined },
      },
    );
    expect(done).toEqual({ rows: 1, isWhole: true });
  });

  test('asks no more when it was cancelled', async () => {
    const control = new AbortController();
    const asked: unknown[] = [];
    const reading = readAll(
      asking(5000, asked),
      {},
      { signal: control.signal, onCapture: () => undefined, onProgress: () => control.abort() },
    );
    await expect(reading).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });
});
