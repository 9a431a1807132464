import { expect, test } from 'vitest';
import { drawn } from '../../core/intake/drawn.ts';

test('a picture and a curve are drawn small, whatever the order of their bytes', () => {
  const image = { dtype: 'uint16', shape: [1, 2], bytes: new Uint8Array([1, 0, 0, 255]), bigEndian: true } as const;
  expect(drawn({ kind: 'image', data: image, attributes: {} })).toEqual({
    ...{ kind: 'image', rows: 1, columns: 2, width: 2, height: 1 },
    grey: Buffer.from([255, 0]).toString('base64'), // 256 and 255; the other way round 1 and 65280
  });
  const y = { dtype: 'int8', shape: [3], bytes: new Uint8Array([1, 255, 2]) } as const;
  expect(drawn({ kind: 'xy', x: null, y, xUnits: null, yUnits: null })).toMatchObject({ kind: 'curve', points: [1, -1, 2] });
});

test('what holds no numbers, or colours, or too many, is not drawn', () => {
  const data = { dtype: 'uint8', shape: [2, 2, 3], bytes: new Uint8Array(12) } as const;
  expect(drawn({ kind: 'image', data, attributes: {} })).toBeNull();
  expect(drawn({ kind: 'array', data: { ...data, shape: [0] } })).toBeNull();
  expect(drawn({ kind: 'array', data: { ...data, shape: [9_000_000] } })).toBeNull();
  expect(drawn({ kind: 'text', value: 'x' })).toBeNull();
});
