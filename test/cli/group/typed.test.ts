import { expect, test } from 'vitest';
import { readTyped } from '../../../core/cli/group/typed.ts';

const names = ['laser-1', 'laser-2'];

test.each([
  ['k2', { kind: 'kill', name: 'laser-2' }],
  ['s1', { kind: 'pause', name: 'laser-1' }],
  ['l 2', { kind: 'lead', name: 'laser-2' }],
  ['p', { kind: 'plan' }],
])('"%s" is understood', (text, wanted) => expect(readTyped(text, names)).toEqual(wanted));

test.each(['', 'x2', 'k', '2'])('"%s" is answered with what can be typed', (text) => {
  expect(readTyped(text, names)).toContain('Type k2');
});

test.each(['k0', 'k3'])('"%s" names nobody of the group', (text) => {
  expect(readTyped(text, names)).toMatch(/There is no laser-\d: they are laser-1 to laser-2\./);
});
