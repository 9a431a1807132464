import { expect, test } from 'vitest';
import { exploring } from './stage.ts';

test('a number of a size that cannot be read here is told by its bytes, and not as "no number"', async () => {
  const { explorer } = exploring('long-double.h5');
  const file = 'long-double.h5';
  expect(await explorer.exploreEntity({ file, path: '/wide' })).toMatchObject({ kind: 'dataset', type: { class: 'unknown', size: 16 } });
  const { values } = await explorer.exploreValue({ file, path: '/wide' });
  expect(values).toEqual([expect.stringMatching(/^0{14}c0ff3f/), expect.stringMatching(/^0{14}8000c0/)]);
});
