import { describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../core/settings/curve-key.ts';
import { checkSettings } from '../../core/settings/parse-settings.ts';
import { fromZ85, toZ85 } from '../../core/settings/z85.ts';
import { group, guarded, knownPairs, pair, sample } from './sample.ts';

describe('Z85', () => {
  const hello = Uint8Array.of(0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b);

  it('is written and read as its specification says', () => {
    expect(toZ85(hello)).toBe('HelloWorld');
    expect(fromZ85('HelloWorld')).toEqual(hello);
    expect(toZ85(new Uint8Array(4).fill(255))).toBe('%nSc0');
  });

  it.each(['Hell', 'Hello World', 'Hello"orl', '%nSc1', '#####'])('is not %j', (text) => expect(fromZ85(text)).toBeNull());
});

describe('a public key', () => {
  it.each(knownPairs)('follows from its secret one', ({ secretKey, publicKey }) => expect(publicKeyOf(secretKey)).toBe(publicKey));

  it.each(['', 'HelloWorld', '#'.repeat(40)])('does not follow from %j', (text) => expect(publicKeyOf(text)).toBeNull());

  it.each(['x'.repeat(39), '#'.repeat(40), `"${'x'.repeat(39)}`])('in the settings is a whole key, not %s', (publicKey) => {
    const checked = checkSettings(sample({ group: group(guarded({ keys: { ...pair('a'), publicKey } })) }));
    const sentence = expect.stringMatching(/^A key has 40 characters/);
    expect(!checked.ok && checked.problems).toEqual([{ path: 'group.keys.publicKey', sentence }]);
  });
});
