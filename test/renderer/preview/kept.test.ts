import { expect, test } from 'vitest';
import { createKept } from '../../../renderer/preview/kept.ts';

test('what was used last stays, and all together are never larger than they may be', () => {
  const kept = createKept<string>(10, (text) => text.length);
  kept.set('a', 'aaaa');
  kept.set('b', 'bbbb');
  expect(kept.get('a')).toBe('aaaa');
  kept.set('c', 'cccc');
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['aaaa', undefined, 'cccc']);
  expect(kept.size).toBe(8);
});

test('what is set again counts once, and what is larger than all may be is not kept', () => {
  const kept = createKept<string>(4, (text) => text.length);
  kept.set('a', 'aa');
  kept.set('a', 'aaa');
  expect(kept.size).toBe(3);
  kept.set('a', 'aaaaa');
  expect(kept.get('a')).toBeUndefined();
  expect(kept.size).toBe(0);
});
