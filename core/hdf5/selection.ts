import { ExporterError } from '../contract/errors.ts';

/** For each axis of the dataset. */
export type Selection = {
  offset: number[];
  count: number[];
  stride: number[];
  /** Of what is read: an axis of which one index is chosen is left out. */
  shape: number[];
};

const indexPattern = /^\d{1,15}$/;
const slicePattern = /^(\d{0,15}):(\d{0,15})(?::(\d{0,15}))?$/;

/** numpy's way without negative numbers: "0,10:20,::4"; axes at the end may be left out. Throws BAD_REQUEST. */
export function parseSelection(text: string, shape: readonly number[]): Selection {
  const words = text.trim() === '' ? [] : text.split(',').map((word) => word.trim());
  if (words.length > shape.length) throw wrong(text, `the dataset has ${shape.length} axes`);
  const axes = shape.map((size, axis) => axisOf(words[axis] ?? ':', size, text));
  return {
    offset: axes.map(({ from }) => from),
    count: axes.map(({ count }) => count),
    stride: axes.map(({ step }) => step),
    shape: axes.flatMap(({ count, isOne }) => (isOne ? [] : [count])),
  };
}

function axisOf(word: string, size: number, text: string): { from: number; count: number; step: number; isOne: boolean } {
  if (indexPattern.test(word)) {
    if (Number(word) >= size) throw wrong(text, `${word} is beyond an axis of ${size}`);
    return { from: Number(word), count: 1, step: 1, isOne: true };
  }
  const found = slicePattern.exec(word);
  if (found === null) throw wrong(text, `"${word}" is neither an index nor from:to:step`);
  const [from, to, step] = [numberOr(found[1], 0), Math.min(numberOr(found[2], size), size), numberOr(found[3], 1)];
  if (step === 0) throw wrong(text, 'a step is 1 or more');
  return { from: Math.min(from, size), count: Math.max(0, Math.ceil((to - from) / step)), step, isOne: false };
}

function numberOr(digits: string | undefined, otherwise: number): number {
  return digits === undefined || digits === '' ? otherwise : Number(digits);
}

function wrong(text: string, why: string): ExporterError {
  return new ExporterError('BAD_REQUEST', `The selection "${text.slice(0, 100)}" cannot be read: ${why}. Write it as 0,10:20,::4.`);
}
