import { beforeEach, expect, test } from 'vitest';
import { beganAnew, changesIn, edit, tookFacts, typedJson, useDraft } from '../../../renderer/settings/draft.ts';

const facts = (settings: unknown) => ({ settings, where: 'memory', canUndo: false });

beforeEach(() => beganAnew(facts({ name: 'laser-1', devices: [1] })));

test('what is typed as JSON becomes the draft once it is JSON, and is not written anew under the hand', () => {
  typedJson('{"name":');
  expect(useDraft.getState()).toMatchObject({ draft: { name: 'laser-1' }, typed: '{"name":', broken: '{"name":' });
  typedJson('{"name":  "laser-2", "devices": [1]}');
  expect(useDraft.getState()).toMatchObject({ typed: '{"name":  "laser-2", "devices": [1]}', broken: null });
  expect(changesIn(useDraft.getState())).toEqual(['name']);
});

test('changes are kept while others apply theirs, and gone once they are applied', () => {
  edit({ name: 'laser-2', devices: [1] });
  tookFacts(facts({ name: 'laser-1', devices: [1, 2] }));
  expect(useDraft.getState().draft).toEqual({ name: 'laser-2', devices: [1, 2] });
  beganAnew(facts({ name: 'laser-2', devices: [1, 2] }));
  expect(changesIn(useDraft.getState())).toEqual([]);
});
