import { expect, it } from 'vitest';
import { ExporterError } from '../../../core/contract/errors.ts';
import { messageOf } from '../../../core/http/page-words.ts';
import { parseData } from '../../../core/sources/archiver/parse.ts';
import { randomOf } from '../../fakes/random.ts';
import { allBodies, bodyOf } from './fixture.ts';

const spice = [...'"\\[]{}:,-+.eE0N\n\u0000'].map((sign) => sign.charCodeAt(0));

function damage(body: Buffer, random: () => number): Buffer {
  const pick = (below: number): number => Math.floor(random() * below);
  const copy = Buffer.from(body);
  const kind = pick(4);
  if (kind === 0) return copy.subarray(0, pick(copy.length));
  for (let times = 1 + pick(8); times > 0; times--) copy[pick(copy.length)] = kind === 1 ? pick(256) : (spice[pick(spice.length)] ?? 0);
  if (kind !== 3) return copy;
  const from = pick(copy.length);
  return Buffer.concat([copy.subarray(0, from), copy.subarray(pick(copy.length))]);
}

it.each(allBodies)('%s, damaged 400 times, is data or an error with a name and the PV', (file) => {
  const random = randomOf(allBodies.indexOf(file) + 1);
  const body = bodyOf(file);
  for (let round = 0; round < 400; round++) {
    const text = new TextDecoder().decode(damage(body, random));
    messageOf(text);
    try {
      const { samples } = parseData('SIM:X', text);
      for (const { timeNs, value } of samples) {
        expect(typeof timeNs).toBe('bigint');
        if (value?.kind === 'array') expect(value.data.bytes.length).toBe(8 * (value.data.shape[0] ?? 0));
      }
    } catch (error) {
      expect(error).toBeInstanceOf(ExporterError);
      expect(error).toMatchObject({ code: 'ARCHIVER_BAD_ANSWER', message: expect.stringContaining('SIM:X') });
    }
  }
});

it('a body made to be slow is not: a megabyte of quote marks in the metadata, of open brackets, of digits, of blanks', () => {
  const many = 1_000_000;
  const bodies = [
    `[ { "meta": { "EGU": "${'"'.repeat(many)}`,
    `[ { "meta": { "EGU": "${'" , "'.repeat(many / 5)}`,
    `[ { "meta": { "EGU": "${'"}   '.repeat(many / 5)}`,
    `[ { "meta": { "EGU": "${'"'}${' '.repeat(many)}`,
    '['.repeat(many),
    `[ { "meta": { }, "data": [ { "val": ${'9'.repeat(many)}`,
    ' '.repeat(many),
  ];
  for (const body of bodies) expect(() => parseData('SIM:X', body)).toThrow(ExporterError);
});
