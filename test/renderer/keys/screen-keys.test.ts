import { expect, test } from 'vitest';
import { screenKey, takeKeys } from '../../../renderer/keys/screen-keys.ts';

test('a screen has its letters until it gives them back, and never gives back those of the next', () => {
  const one = () => undefined;
  const other = () => undefined;
  const giveBack = takeKeys({ c: one, l: one });
  expect(screenKey('c')).toBe(one);
  const giveBackOther = takeKeys({ c: other });
  giveBack();
  expect([screenKey('c'), screenKey('l')]).toEqual([other, undefined]);
  giveBackOther();
  giveBackOther();
  expect(screenKey('c')).toBeUndefined();
});
