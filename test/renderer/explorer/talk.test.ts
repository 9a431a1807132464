import { expect, test } from 'vitest';
import { isFromFrame, isOpening, isToFrame, pathMost, selectionMost, troubleOf } from '../../../renderer/frame/talk.ts';

test.each([
  { id: 1, ask: 'entity', path: '/' },
  { id: 2, ask: 'attributes', path: '/entry' },
  { id: 3, ask: 'slice', path: '/image', selection: '0,:,2:5' },
  { id: 4, ask: 'value', path: '/table' },
  { id: 5, ask: 'paths' },
  { cancel: 3 },
  { shown: true },
  { trouble: 'It broke.', whole: false },
])('the page hears %j', (message) => {
  expect(isFromFrame(message)).toBe(true);
});

test.each([
  { id: 1, ask: 'entity', path: '/', file: '/etc/passwd' },
  { id: 1, ask: 'exploreFolder', path: '/' },
  { id: 1, ask: 'captureNow' },
  { id: 1, ask: 'entity', path: 'no-slash' },
  { id: 1, ask: 'entity', path: `/${'x'.repeat(pathMost)}` },
  { id: 1, ask: 'entity', path: '/', selection: ':' },
  { id: 1, ask: 'slice', path: '/a', selection: '0&file=/etc/passwd' },
  { id: 1, ask: 'slice', path: '/a', selection: ':'.repeat(selectionMost + 1) },
  { id: 1, ask: 'paths', path: '/' },
  { id: 0, ask: 'paths' },
  { id: '1', ask: 'paths' },
  { cancel: 1, id: 1 },
  { shown: 'yes' },
  { trouble: 7, whole: true },
  { trouble: 'x'.repeat(2001), whole: true },
  { trouble: 'It broke.' },
  {},
  [],
  null,
  'entity',
])('the page does not hear %j', (message) => {
  expect(isFromFrame(message)).toBe(false);
});

test('the frame hears answers, refusals and the theme, each with no field more', () => {
  const heard = [
    { id: 1, ok: true, answer: null },
    { id: 1, ok: true, answer: { shape: [] }, bytes: new ArrayBuffer(8) },
    { id: 1, ok: false, message: 'It is not there.' },
    { theme: 'dark' },
  ];
  const unheard = [
    { id: 1, ok: true },
    { id: 1, ok: true, answer: 1, bytes: [1] },
    { id: 1, ok: false, message: 'No.', answer: 1 },
    { id: 1, ok: 'yes', answer: 1 },
    { theme: 'blue' },
    { theme: 'dark', token: 'x' },
  ];
  expect(heard.map(isToFrame)).toEqual(heard.map(() => true));
  expect(unheard.map(isToFrame)).toEqual(unheard.map(() => false));
});

test('the opening names the file and the theme, and nothing else', () => {
  expect(isOpening({ open: 'a.h5', theme: 'light' })).toBe(true);
  for (const other of [{ open: 'a.h5' }, { open: 7, theme: 'light' }, { open: 'a.h5', theme: 'light', token: 'x' }, null])
    expect(isOpening(other)).toBe(false);
});

test('a trouble of the frame is as long as the page takes it', () => {
  expect(isFromFrame(troubleOf(new Error('x'.repeat(9000)), true))).toBe(true);
});
