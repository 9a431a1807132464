import { expect, test } from 'vitest';
import { readJsonFile } from '../../../renderer/settings/file.ts';

const file = (text: string, size = text.length) => ({ name: 'north.json', size, text: async () => text });

test('settings are read from a file of JSON, also where an editor put a mark before them', async () => {
  expect(await readJsonFile(file('\uFEFF{"name":"north"}'))).toEqual({ name: 'north' });
});

test.each([
  ['broken', file('{"name":'), 'north.json is no JSON'],
  ['nothing', file('null'), 'north.json holds no settings'],
  ['a list', file('[]'), 'north.json holds no settings'],
  ['a picture', file('', 9_000_000), 'north.json has 9 MB'],
])('a file that holds %s is refused by its name, and changes nothing', async (_, wrong, sentence) => {
  await expect(readJsonFile(wrong)).rejects.toThrow(sentence);
});
