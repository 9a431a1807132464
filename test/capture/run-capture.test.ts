import { describe, expect, test } from 'vitest';
import { type CapturePorts, type CaptureWork, runCapture } from '../../core/capture/run-capture.ts';
import type { CaptureStep } from '../../core/contract/api.ts';
import { ExporterError, failure } from '../../core/contract/errors.ts';
import type { Answer } from '../../core/sources/port.ts';
import { expectedOf, pulse, readingOf } from '../fakes/facility.ts';
import { fakeSource } from '../fakes/source.ts';
import { fakeWriter } from '../fakes/writer.ts';

const work: CaptureWork = {
  pulse,
  attempt: 1,
  waitMs: 0,
  metadata: { activeArea: 'EA1', activeExperiment: 'test' },
  digits: 3,
  expected: expectedOf('A', 'B', 'C'),
  skipped: [],
  exporter: { name: 'x', version: '0' },
  dataFolder: '/data',
  hdf5: { compression: 'none', level: 1, writers: 1 },
};

function got(channel: string, slots: number[] = []): Answer {
  return { kind: 'reading', channel, reading: readingOf(1, { slots }) };
}

function absent(channel: string): Answer {
  return { kind: 'absent', channel, absence: { seen: 0, withoutPulseId: 0, undecodable: 0, nearest: null, newestNs: null } };
}

async function capture(
  source: ReturnType<typeof fakeSource>,
  writer = fakeWriter(),
  signal = new AbortController().signal,
  journal: CapturePorts['step'] = async () => undefined,
) {
  const steps: CaptureStep[] = [];
  const decided: string[] = [];
  const end = await runCapture(
    work,
    {
      source,
      writer,
      joinPath: (...parts) => parts.join('/'),
      step(step) {
        steps.push(step);
        return journal(step);
      },
      onDecided: (outcomes) => decided.push(...outcomes.map(({ channel, code }) => `${channel} ${code}`)),
    },
    signal,
  );
  return { end, steps, decided };
}

describe('a capture', () => {
  test('is complete when every expected channel was captured, and its file says so', async () => {
    const writer = fakeWriter();
    const { end, steps, decided } = await capture(fakeSource([[got('A')], [got('B'), got('C')]]), writer);
    expect(end).toMatchObject({ verdict: 'complete', expected: 3, bytes: 1000, failure: null });
    expect(end.file).toMatch(/_17953448512_x_1\.h5$/);
    expect(writer.files[0]?.root).toMatchObject({ verdict: 'complete', expected: 3, captured: 3, missed: [] });
    expect(steps).toEqual(['writing', 'verifying']);
    expect(decided.sort()).toEqual(['A captured', 'B captured', 'C captured']);
  });

  test('is partial when one is missing, and the file names it', async () => {
    const writer = fakeWriter();
    const { end } = await capture(fakeSource([[got('A'), absent('B'), got('C')]]), writer);
    expect(end.verdict).toBe('partial');
    expect(writer.files[0]?.root?.missed).toMatchObject([{ channel: 'B', code: 'missing' }]);
  });

  test('leaves out a channel the layout refuses, with its reason, and keeps the rest', async () => {
    const writer = fakeWriter({
      refuse: { B: { ok: false, code: 'refused', failure: failure('VALUE_WRONG_SHAPE', 'B is a colour image.') } },
    });
    const { end } = await capture(fakeSource([[got('A'), got('B'), got('C')]]), writer);
    expect(end.verdict).toBe('partial');
    expect(end.outcomes.find(({ channel }) => channel === 'B')).toMatchObject({ code: 'refused', sentence: 'B is a colour image.' });
    expect(writer.files[0]?.channels).toEqual(['A', 'C']);
  });

  test('without any reading is empty and makes no file', async () => {
    const writer = fakeWriter();
    const { end, steps } = await capture(fakeSource([[absent('A'), absent('B'), absent('C')]]), writer);
    expect(end).toMatchObject({ verdict: 'empty', file: null });
    expect(writer.files).toEqual([]);
    expect(steps).toEqual([]);
  });

  test('of which the layout refuses everything is empty, and its file is abandoned', async () => {
    const no = { ok: false, code: 'refused', failure: failure('VALUE_WRONG_SHAPE', 'no') } as const;
    const writer = fakeWriter({ refuse: { A: no, B: no, C: no } });
    const { end } = await capture(fakeSource([[got('A'), got('B'), got('C')]]), writer);
    expect(end).toMatchObject({ verdict: 'empty', file: null });
    expect(writer.files[0]?.abandoned).toBe(true);
  });

  test.each(['open', 'write', 'seal'] as const)(
    'fails as a whole when the file fails at %s, and nothing counts as captured',
    async (step) => {
      const error = new ExporterError('DISK_FULL', 'The disk is full.');
      const { end } = await capture(fakeSource([[got('A'), got('B')], [absent('C')]]), fakeWriter({ failAt: { step, error } }));
      expect(end).toMatchObject({ verdict: 'failed', file: null, bytes: 0, failure: { code: 'DISK_FULL' } });
      expect(end.outcomes.map(({ code }) => code)).not.toContain('captured');
      expect(end.outcomes).toHaveLength(3);
    },
  );

  test('whose source dies fails, and its file does not stay open', async () => {
    const writer = fakeWriter();
    const source = fakeSource([[got('A')]]);
    const dying = {
      ...source,
      async *collect(...args: Parameters<typeof source.collect>) {
        yield* source.collect(...args);
        throw new ExporterError('INTERNAL', 'The intake thread ended.');
      },
    };
    const { end } = await capture(dying, writer);
    expect(end).toMatchObject({ verdict: 'failed', file: null, failure: { code: 'INTERNAL' } });
    expect(writer.files[0]?.abandoned).toBe(true);
  });

  test('that the journal fails before its file is sealed fails, and the file does not stay open', async () => {
    const writer = fakeWriter();
    const step = (name: CaptureStep) =>
      name === 'verifying' ? Promise.reject(new ExporterError('JOURNAL_FAILED', 'Its disk is full.')) : Promise.resolve();
    const { end } = await capture(fakeSource([[got('A'), got('B'), got('C')]]), writer, undefined, step);
    expect(end).toMatchObject({ verdict: 'failed', failure: { code: 'JOURNAL_FAILED' } });
    expect(writer.files[0]).toMatchObject({ abandoned: true, root: null });
  });

  test('that is stopped ends with what it has', async () => {
    const abort = new AbortController();
    const source = fakeSource([[got('A')], 'forever']);
    setImmediate(() => abort.abort());
    const { end } = await capture(source, fakeWriter(), abort.signal);
    expect(end.verdict).toBe('partial');
    expect(end.outcomes.filter(({ failure: why }) => why?.code === 'STOPPED').map(({ channel }) => channel)).toEqual(['B', 'C']);
  });

  test('gives back the memory of every reading, written, refused or failed', async () => {
    const source = fakeSource([[got('A', [1]), got('B', [2])], [got('C', [3])]]);
    await capture(source, fakeWriter({ failAt: { step: 'write', error: new ExporterError('DISK_FULL', 'full') } }));
    expect(source.released.sort()).toEqual([1, 2, 3].slice(0, source.released.length));
    expect(source.released).toContain(1);
    expect(source.released).toContain(2);
  });

  test('does not count a channel twice when a source answers twice', async () => {
    const { end } = await capture(
      fakeSource([
        [got('A'), got('A')],
        [got('B'), got('C')],
      ]),
    );
    expect(end.outcomes).toHaveLength(3);
  });
});
