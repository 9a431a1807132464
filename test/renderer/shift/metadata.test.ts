import { expect, test } from 'vitest';
import { leadingOf } from '../../../renderer/shift/leading.ts';
import { changesOf, inForce, nextFacts } from '../../../renderer/shift/metadata.ts';
import { allCaptured, capture, groupFacts, pulseNo } from '../states.ts';

const ea1 = { activeArea: 'EA1', activeExperiment: '9' };
const ea2 = { activeArea: 'EA2', activeExperiment: '9' };
const said = (number: number, metadata: typeof ea1) => capture(number, allCaptured, { metadata });

test('in force is what the file of the newest pulse says, and since the first pulse in a row that says the same', () => {
  expect(inForce({ captures: [said(4, ea2), said(3, ea2), said(2, ea1), said(1, ea2)] })).toEqual({
    ...{ metadata: ea2, pulse: pulseNo(4), since: pulseNo(3), orBefore: false },
  });
  expect(inForce({ captures: [said(2, ea1), said(1, ea1)] })).toMatchObject({ since: pulseNo(1), orBefore: true });
});

test('an older pulse that is taken again, and one that has not read its facts, change nothing of it', () => {
  const again = said(1, ea1);
  expect(inForce({ captures: [capture(5, {}), again, said(4, ea2)] })).toMatchObject({ metadata: ea2, pulse: pulseNo(4) });
  expect(inForce({ captures: [capture(5, {})] })).toBeNull();
});

test('the next pulse says what a person has set, else what the newest said', () => {
  expect(nextFacts({ captures: [said(1, ea1)], metadata: { activeArea: 'EA3' } })).toEqual({ activeArea: 'EA3', activeExperiment: '9' });
  expect(nextFacts({ captures: [], metadata: {} })).toEqual({ activeArea: null, activeExperiment: null });
});

test('a person confirms old and new of what would change, and nothing where nothing would', () => {
  const state = { captures: [said(1, ea1)], metadata: { activeExperiment: '9' }, group: null };
  expect(changesOf(state, { activeArea: 'EA2' })).toEqual([{ fact: 'activeArea', from: 'EA1', to: 'EA2' }]);
  expect(changesOf(state, { activeExperiment: null })).toEqual([{ fact: 'activeExperiment', from: '9', to: 'as the settings say' }]);
  expect(changesOf(state, { activeArea: 'EA1', activeExperiment: '9' }), 'typed, and as it was').toEqual([]);
  expect(changesOf(state, { activeArea: null }), 'the settings say it already').toEqual([]);
  expect(changesOf({ captures: [], metadata: {}, group: null }, { activeArea: 'EA2' })).toMatchObject([
    { from: 'as the settings say', to: 'EA2' },
  ]);
});

test('a follower, which does not know what was set at its leader, can always ask for the settings again', () => {
  const state = { captures: [said(1, ea1)], metadata: {}, group: groupFacts({ role: 'follower' }) };
  expect(changesOf(state, { activeArea: null })).toEqual([{ fact: 'activeArea', from: 'EA1', to: 'as the settings say' }]);
});

test('on a follower it goes to the leader; without one, or without the exporter, the button says why not', () => {
  expect(leadingOf(null, true)).toEqual({ sentence: null, hindrance: null });
  expect(leadingOf({ role: 'follower', leader: 'laser-1' }, true)).toMatchObject({
    sentence: expect.stringContaining('laser-1'),
    hindrance: null,
  });
  expect(leadingOf({ role: 'follower', leader: null }, true).hindrance).toContain('no leader');
  expect(leadingOf({ role: 'leader', leader: 'laser-1' }, false).hindrance).toContain('lost its exporter');
});
