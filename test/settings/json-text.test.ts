import { describe, expect, it } from 'vitest';
import { findFault } from '../../core/settings/json-text.ts';

describe('a settings file that is not JSON', () => {
  const faults: [string, string, number, number, RegExp][] = [
    ['a comma too many in an object', '{\n  "a": 1,\n}', 2, 9, /comma before "}"/],
    ['a comma too many in a list', '[1, 2, ]', 1, 6, /comma before "]"/],
    ['a missing comma', '{\r\n "a": 1\r\n "b": 2 }', 3, 2, /"," or "}"/],
    ['a comment', '{ // why\n}', 1, 3, /no comments/],
    ['single quotes', "{ 'a': 1 }", 1, 3, /key in double quotes/],
    ['a single-quoted value', '{ "a": \'x\' }', 1, 8, /double quotes, not/],
    ['an end too early', '{ "a": [1', 1, 10, /ends too early/],
    ['nothing at all', '', 1, 1, /ends too early/],
    ['a second document', '{} {}', 1, 4, /follows after the end/],
    ['a lone backslash', '{ "a": "C:\\data" }', 1, 8, /lone/],
    ['a bare word', '{ "a": hunter2 }', 1, 8, /a value should stand/],
    ['a number with a leading zero', '[01]', 1, 2, /a value should stand/],
    ['a key that stands twice', '{ "a": 1,\n  "a": 2 }', 2, 3, /"a" is there twice/],
    ['brackets without end', '['.repeat(100_000), 1, 62, /too deep/],
  ];
  it.each(faults)('is refused at the line and column of %s', (_, text, line, column, sentence) => {
    expect(findFault(text)).toEqual({ line, column, sentence: expect.stringMatching(sentence) });
  });

  it('is found exactly where JSON.parse finds it, for every cut and every changed character of a right one', () => {
    const right = '{"a":[1,-2.5e+3,true,null,"\\u00e9\\n"],"b":{"c":{}},"d":[]}';
    for (let at = 0; at <= right.length; at++)
      for (const text of [right.slice(0, at), ...[...'{}[]",:0x \\-'].map((each) => right.slice(0, at) + each + right.slice(at + 1))])
        expect([text, findFault(text) === null || /twice/.test(findFault(text)?.sentence ?? '')]).toEqual([text, parses(text)]);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
