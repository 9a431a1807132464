import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { ReadData } from '../connect/data.ts';
import { csvLine } from '../parts/csv-line.ts';
import { type Numbers, readSlice } from '../preview/slice.ts';

/** So many lines in one piece of text. */
const linesTogether = 50_000;

/** "PM-201-FE-SPEC-1_423648100200": what is exported is found again by its channel and its pulse, or its quantity. */
export function exportName(channel: string, of: string): string {
  return `${channel.replaceAll(/[^\w.-]/g, '_')}_${of}`;
}

/** All points, read anew: drawing has turned 64-bit numbers into such of less digits. */
export async function readCurveCsv(readData: ReadData, channel: PreviewChannel, signal: AbortSignal): Promise<string[]> {
  const { file, channel: name, type, units, xUnits } = channel;
  const numbers = async (dataset: string) => (await readSlice(readData, { file, dataset: `/${name}/${dataset}` }, signal)).numbers;
  if (type !== 'waveform') return curveCsv('index', null, headOf(name, units), await numbers('data'));
  const [x, y] = await Promise.all([numbers('x'), numbers('y')]);
  return curveCsv(headOf('x', xUnits), x, headOf(name, units), y);
}

/** RFC 4180. What is no number is NaN, as the file has it. */
export function curveCsv(xHead: string, x: Numbers | null, yHead: string, y: Numbers): string[] {
  const count = x === null ? y.length : Math.min(x.length, y.length);
  const parts = [csvLine([xHead, yHead])];
  for (let from = 0; from < count; from += linesTogether) {
    let text = '';
    for (let at = from; at < count && at < from + linesTogether; at++) text += `${x === null ? at : x[at]},${y[at]}\r\n`;
    parts.push(text);
  }
  return parts;
}

function headOf(name: string, units: string | null): string {
  return units === null ? name : `${name} (${units})`;
}
