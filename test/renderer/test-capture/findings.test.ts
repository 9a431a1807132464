import { describe, expect, test } from 'vitest';
import { findingsOf, isUrgent } from '../../../renderer/test-capture/findings.ts';
import { inOrder, shownOf, sortKeys, worstFirst } from '../../../renderer/test-capture/order.ts';
import { channel, spread, suggestion } from './found.ts';

const nothing = { samples: 0, rate: null, types: [], pulseIds: { with: 0, without: 0, matched: 0 }, gaps: { pulses: 10, first: ['1'] } };
const silent = channel('SILENT', { ...nothing, captured: { of: 10, captured: 0, sentence: null } });
const broken = channel('BROKEN', { decodeErrors: { count: 3, sentence: 'It is no FlatBuffer.' } });
const late = channel('LATE', { captured: { of: 10, captured: 4, sentence: 'Six came late.' }, suggestions: [suggestion('LATE')] });
const fine = channel('FINE');

describe('what a person should know of a channel', () => {
  test('nothing where all is well', () => {
    expect(findingsOf(fine)).toEqual([]);
  });

  test('where nothing came, that and no gaps besides', () => {
    expect(findingsOf({ ...silent, captured: null }).map(({ word }) => word)).toEqual(['nothing came']);
    expect(findingsOf(silent).map(({ word }) => word)).toEqual(['nothing came', 'not captured']);
  });

  test('a value that changes rarely, and was captured as it last was, is no trouble', () => {
    const held = channel('HELD', { ...nothing, gaps: { pulses: 0, first: [] } });
    expect(findingsOf(held).map(({ word }) => word)).toEqual(['no new value']);
    expect(findingsOf(held).map(isUrgent)).toEqual([false]);
  });

  test('the worst first, each with a sentence that has the exporter’s own reason in it', () => {
    expect(findingsOf(late).map(({ word }) => word)).toEqual(['not captured', 'suggestion']);
    expect(findingsOf(late)[0]?.sentence).toBe('Captured at 4 of 10 pulses: Six came late.');
    expect(findingsOf(broken)[0]?.sentence).toBe('3 messages could not be decoded: It is no FlatBuffer.');
  });

  test.each([
    ['what the Gateway would refuse', { gateway: 'It has no such channel.' }, 'would be refused'],
    ['a reading that came twice', { duplicates: 1 }, 'duplicates'],
    ['pulses without a reading', { gaps: { pulses: 2, first: ['7', '9'] } }, 'gaps'],
    ['a pulse ID that is not always there', { pulseIds: { with: 9, without: 1, matched: 9 } }, 'some without pulse ID'],
    [
      'pulse IDs of no pulse of the test',
      { pulseIds: { with: 10, without: 0, matched: 0 }, offset: { ...spread, driftMsPerHour: null, by: 'nearest' as const } },
      'other pulse IDs',
    ],
    ['an alarm', { alarms: { MAJOR: 2, NO_ALARM: 8 } }, 'alarms'],
    ['a shape that changes', { types: [...fine.types, ...fine.types] }, 'type changes'],
  ])('%s', (_, change, word) => {
    expect(findingsOf(channel('A', change)).map((each) => each.word)).toEqual([word]);
  });

  test('an alarm can wait, a reading that never came can not', () => {
    expect(findingsOf(channel('A', { alarms: { MAJOR: 2 } })).map(isUrgent)).toEqual([false]);
    expect(findingsOf(silent).map(isUrgent)).toEqual([true, true]);
  });

  test('that no alarm was told, or none of its readings has a pulse ID, is no finding', () => {
    expect(findingsOf(channel('A', { alarms: { NONE: 4, NO_ALARM: 6 }, pulseIds: { with: 0, without: 10, matched: 0 } }))).toEqual([]);
  });
});

describe('the table of channels', () => {
  const all = [fine, late, silent, broken];
  const names = (found: readonly { channel: string }[]) => found.map((each) => each.channel);

  test('has the worst at the top', () => {
    expect(names(inOrder(all, worstFirst))).toEqual(['SILENT', 'BROKEN', 'LATE', 'FINE']);
  });

  test('sorts by any column, and what is not known is last either way', () => {
    const known = channel('KNOWN', { latency: { ...spread, p95: 900 } });
    const unknown = channel('UNKNOWN', { latency: null });
    expect(names(inOrder([unknown, known, fine], { by: 'p95', down: true }))).toEqual(['KNOWN', 'FINE', 'UNKNOWN']);
    expect(names(inOrder([unknown, known, fine], { by: 'p95', down: false }))).toEqual(['FINE', 'KNOWN', 'UNKNOWN']);
    for (const by of sortKeys) expect(inOrder(all, { by, down: false })).toHaveLength(all.length);
  });

  test('sorts offsets by how far they are, on either side of the pulse', () => {
    const before = channel('BEFORE', { offset: { ...spread, p50: -500, driftMsPerHour: null, by: 'nearest' } });
    expect(names(inOrder([fine, before], { by: 'offset', down: true }))).toEqual(['BEFORE', 'FINE']);
  });

  test('shows only what there is something to say of, and what has every word of the filter', () => {
    expect(names(shownOf(all, 'found', ''))).toEqual(['LATE', 'SILENT', 'BROKEN']);
    expect(names(shownOf(all, 'all', 'topic br'))).toEqual(['BROKEN']);
  });

  test('2,000 channels are sorted and filtered', () => {
    const many = Array.from({ length: 2000 }, (_, at) => channel(`C-${at}`, { duplicates: at % 7 }));
    expect(inOrder(shownOf(many, 'found', ''), worstFirst)).toHaveLength(many.filter(({ duplicates }) => duplicates > 0).length);
  });
});
