import type { Picture } from '../contract/browse.ts';
import { elementsOf, fileDType, littleEndian } from '../hdf5/numbers.ts';
import { curvePoints, shrinkImage } from '../hdf5/shrink.ts';
import type { NumberArray, Value } from '../sources/value.ts';

/** Elements; more would hold the thread that captures use for longer than 0.2 s. */
const most = 8_000_000;

/** What a person knows a camera or a spectrometer by. null: one value, texts, colours, or too much to be drawn. */
export function drawn(value: Value): Picture | null {
  switch (value.kind) {
    case 'image':
    case 'array':
      return drawnNumbers(value.data);
    case 'xy':
      return drawnNumbers(value.y);
    default:
      return null;
  }
}

function drawnNumbers(data: NumberArray): Picture | null {
  const elements = elementsOf(data.shape);
  if (elements === 0 || elements > most) return null;
  const numbers = { dtype: fileDType(data.dtype), bytes: littleEndian(data) };
  const [rows = 1, columns = 1] = data.shape;
  if (data.shape.length === 2) return shrinkImage(numbers, rows, columns);
  return data.shape.length === 1 ? { kind: 'curve', elements, units: null, points: curvePoints(numbers) } : null;
}
