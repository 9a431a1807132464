import { expect, test } from 'vitest';
import { takeToken } from '../../../renderer/connect/page-token.ts';

function opened(hash: string, kept = new Map<string, string>()) {
  const bar: string[] = [];
  const token = takeToken({
    location: { hash, pathname: '/', search: '?theme=dark' },
    history: { replaceState: (_, __, url) => void bar.push(url) },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  });
  return { token, bar, kept };
}

test('the token of the printed address is taken, and out of the address bar', () => {
  expect(opened('#token=a_B-9')).toMatchObject({ token: 'a_B-9', bar: ['/?theme=dark'] });
});

test('a page that is loaded again has it still, and a newly printed address counts more', () => {
  const { kept } = opened('#token=one');
  expect(opened('', kept).token).toBe('one');
  expect(opened('#token=two', kept).token).toBe('two');
  expect(opened('', kept).token).toBe('two');
});

test.each(['', '#', '#token=', '#token=a b', '#devices', '#x&token=a'])(
  'an address that ends in "%s" has none, and stays as it is',
  (hash) => {
    expect(opened(hash)).toMatchObject({ token: null, bar: [] });
  },
);
