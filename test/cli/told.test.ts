import { expect, test } from 'vitest';
import { printLines } from '../../core/cli/print.ts';
import type { CaptureSummary, ChannelOutcome, ExporterEvent } from '../../core/contract/api.ts';
import { failure } from '../../core/contract/errors.ts';
import type { TopicCounts } from '../../core/contract/topics.ts';

function terminal() {
  const written: string[] = [];
  const print = printLines({ write: (text) => written.push(text) });
  return (...events: ExporterEvent[]): string[] => {
    written.length = 0;
    for (const event of events) print(event);
    return written.map((line) => line.trim());
  };
}

function capture(captureId: string, pulseId: string, more: Partial<CaptureSummary> = {}): CaptureSummary {
  return {
    ...{ captureId, pulse: { pulseId, timestampNs: '1795344851200000000' }, attempt: 1, mode: 'live', step: 'collecting' },
    ...{ verdict: null, expected: 2, captured: 0, counts: {}, file: null, bytes: 0, phases: {}, startedAt: '', failure: null },
    ...more,
  };
}

const dead = (pulseId: string): ChannelOutcome => {
  const sentence = `CAM-1: no message for pulse ${pulseId}; the newest is ${pulseId}.2 s older than the pulse.`;
  return { channel: 'CAM-1', device: 'CAM-1', code: 'missing', sentence };
};
const finished = (captureId: string, pulseId: string, missed: ChannelOutcome[]): ExporterEvent => ({
  ...{ type: 'capture/finished', missed },
  capture: capture(captureId, pulseId, { verdict: 'partial', file: 'a.h5' }),
});
const held = (captureId: string, pulseId: string, code: 'ARCHIVER_BUSY' | 'DISK_LOW' = 'ARCHIVER_BUSY'): ExporterEvent => ({
  ...{ type: 'capture/held', captureId, pulse: { pulseId, timestampNs: '1795344851200000000' } },
  failure: failure(code, 'Only 13 MB are free.'),
});

test('why files stay here is told with the first pulse of which they do', () => {
  const tell = terminal();
  const second = (pulseId: string): ExporterEvent => ({
    ...{ type: 'capture/finished', missed: [] },
    capture: capture(pulseId, pulseId, { verdict: 'complete', file: 'a.h5', localOnly: `Pulse ${pulseId} is in the same second.` }),
  });
  expect(tell(second('2'), second('3'))).toEqual([
    expect.stringContaining('local only'),
    'local only  Pulse 2 is in the same second.',
    expect.stringContaining('local only'),
  ]);
});

test('a cause that stays is named in full once, and again after it was gone', () => {
  const tell = terminal();
  expect(tell(finished('1', '1', [dead('1')]))[1]).toContain('no message for pulse 1');
  expect(tell(finished('2', '2', [dead('2')]))[1]).toBe('missing     CAM-1: as before');
  expect(tell(finished('3', '3', []))).toHaveLength(1);
  expect(tell(finished('4', '4', [dead('4')]))[1]).toContain('no message for pulse 4');
});

test('another cause of the same channel is told in full', () => {
  const tell = terminal();
  tell(finished('1', '1', [dead('1')]));
  const other: ChannelOutcome = { ...dead('2'), sentence: 'CAM-1: its messages carry no pulse ID.' };
  expect(tell(finished('2', '2', [other]))[1]).toContain('carry no pulse ID');
});

test('that a pulse is owed stands below the pulse, although the journal knows it first', () => {
  const lines = terminal()({ type: 'capture/started', capture: capture('1', '5') }, held('2', '5'), finished('1', '5', [dead('5')]));
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('pulse 5');
  expect(lines[2]).toMatch(/^owed +pulse 5 is owed/);
});

test('why the disk owes pulses is told once', () => {
  const lines = terminal()(held('1', '1', 'DISK_LOW'), held('2', '2', 'DISK_LOW'));
  expect(lines.map((line) => line.includes('Only 13 MB'))).toEqual([true, false]);
});

test('a late reading is told with its pulse', () => {
  const late: ChannelOutcome = { ...dead('5'), code: 'late', sentence: 'CAM-1: its reading came 5 s after the pulse.' };
  const lines = terminal()(
    { type: 'capture/started', capture: capture('1', '17953') },
    { type: 'capture/amended', captureId: '1', outcomes: [late] },
  );
  expect(lines).toEqual(['pulse 17953, looked for once more:', 'late        CAM-1: its reading came 5 s after the pulse.']);
});

test('a topic on which messages are of no use is named once, when that begins', () => {
  const counts = (more: Partial<TopicCounts>): ExporterEvent => ({
    type: 'topics/counted',
    topics: [{ topic: 'cam-1', undecodable: 0, unknownSchemas: {}, statusMessages: 3, otherSources: 2, ...more }],
  });
  const tell = terminal();
  expect(tell(counts({}))).toEqual([]);
  expect(tell(counts({ unknownSchemas: { zz99: 1 } }))[0]).toMatch(/topic cam-1 \(unknown schema "zz99"\)/);
  expect(tell(counts({ undecodable: 2, unknownSchemas: { zz99: 5 } }))).toEqual([]);
});
