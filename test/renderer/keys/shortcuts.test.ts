import { expect, test } from 'vitest';
import { screens } from '../../../core/contract/screens.ts';
import { isForPage, press, shortcuts } from '../../../renderer/keys/shortcuts.ts';

const plain = { ctrl: false, meta: false, alt: false, repeat: false, taken: false };
const page = { tag: 'BODY', isEditable: false, inDialog: false };

test.each(shortcuts.map(({ keys, action }) => [keys.join(' '), keys, action] as const))('%s does what Help says', (_, keys, action) => {
  const pressed = keys.reduce((before, key) => press(before.pending, key), press(null, 'x'));
  expect(pressed).toEqual({ pending: null, action });
});

test('no shortcut hides another', () => {
  const texts = shortcuts.map(({ keys }) => keys.join(' '));
  expect(new Set(texts).size).toBe(texts.length);
  const begins = new Set(shortcuts.filter(({ keys }) => keys.length > 1).map(({ keys }) => keys[0]));
  expect(shortcuts.filter(({ keys }) => keys.length === 1 && begins.has(keys[0]))).toEqual([]);
});

test('every screen of the rail has a key', () => {
  const reached = shortcuts.flatMap(({ action }) => (action.kind === 'go' ? action.screen : []));
  expect(reached.toSorted()).toEqual(screens.toSorted());
});

test('what is no pair begins anew with its second key', () => {
  expect(press('g', 'x')).toEqual({ pending: null, action: null });
  expect(press('g', '?').action).toEqual({ kind: 'go', screen: 'help' });
  expect(press(null, 'g')).toEqual({ pending: 'g', action: null });
});

test('a key alone captures, and as the second of a pair it goes to the captures', () => {
  expect(press(null, 'c').action).toEqual({ kind: 'capture' });
  expect(press('g', 'c').action).toEqual({ kind: 'go', screen: 'captures' });
});

test('nobody who types, is asked something, or talks to the browser captures by it', () => {
  expect(isForPage({ ...plain, key: 'c' }, page)).toBe(true);
  for (const tag of ['INPUT', 'TEXTAREA', 'SELECT']) expect(isForPage({ ...plain, key: 'c' }, { ...page, tag })).toBe(false);
  expect(isForPage({ ...plain, key: 'c' }, { ...page, isEditable: true })).toBe(false);
  expect(isForPage({ ...plain, key: 'c' }, { ...page, inDialog: true })).toBe(false);
  for (const held of ['ctrl', 'meta', 'alt', 'repeat', 'taken'] as const)
    expect(isForPage({ ...plain, key: 'c', [held]: true }, page)).toBe(false);
  expect(isForPage({ ...plain, key: 'Enter' }, page)).toBe(false);
});
