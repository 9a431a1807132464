import { expect, it } from 'vitest';
import { boundaryOf, MultipartError, readParts } from '../../core/simulation/gateway/multipart.ts';

/** What a body of these chunks holds: each part's name, file name and content. */
async function partsOf(chunks: readonly Buffer[], boundary = 'edge'): Promise<string[][]> {
  const parts: string[][] = [];
  async function* body() {
    yield* chunks;
  }
  for await (const event of readParts(body(), boundary)) {
    if (event.kind === 'part') parts.push([event.name, event.fileName ?? 'none', '']);
    else parts.at(-1)?.push((parts.at(-1)?.pop() ?? '') + event.bytes.toString('latin1'));
  }
  return parts;
}

const part = (name: string, content: string, more = '') =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const content = 'a\r\n--edg\r\n\r\n--\r\n\0\xff--edge';
const body = Buffer.from(
  `before\r\n${part('note', '')}${part('file', content, '; filename="ä b.h5"\r\nContent-Type: a/b')}--edge--\r\nafter`,
  'latin1',
);

it.each([1, 2, 3, 7, 40, 1000])('reads the same in chunks of %i bytes, wherever they end', async (size) => {
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, i) => body.subarray(i * size, (i + 1) * size));
  const parts = await partsOf(chunks);
  expect(parts).toEqual([
    ['note', 'none', ''],
    ['file', expect.stringMatching(/b\.h5$/), content],
  ]);
});

it('reads what FormData writes', async () => {
  const form = new FormData();
  form.set('other', 'text');
  form.set('file', new Blob(['abc']), 'name.h5');
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('content-type') ?? '');
  expect(await partsOf([Buffer.from(await request.arrayBuffer())], boundary ?? '')).toEqual([
    ['other', 'none', 'text'],
    ['file', 'name.h5', 'abc'],
  ]);
});

it.each([
  ['ends too early', body.subarray(0, 60)],
  ['ends within its last line', body.subarray(0, body.length - 8)],
  ['goes on after a boundary where nothing may', Buffer.from('--edge garbage')],
  ['has a part without a name', Buffer.from('--edge\r\nContent-Type: a/b\r\n\r\nx\r\n--edge--')],
  ['has headers without an end', Buffer.from(`--edge\r\n${'a'.repeat(20_000)}`)],
  ['is empty', Buffer.alloc(0)],
])('a body that %s is broken', async (_why, broken) => {
  await expect(partsOf([broken])).rejects.toBeInstanceOf(MultipartError);
});

it('finds the boundary in the content type, quoted or not', () => {
  expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('application/json')).toBeNull();
  expect(boundaryOf(undefined)).toBeNull();
  expect(() => boundaryOf('multipart/form-data')).toThrow('Missing boundary in multipart.');
});
