import { describe, expect, test } from 'vitest';
import type { PulseFacts } from '../../../core/contract/api.ts';
import { ExporterError } from '../../../core/contract/errors.ts';
import type { Neighbours, PreviewChannel, PulsePreview } from '../../../core/contract/preview.ts';
import { type Earlier, earlierPointsMost, readEarlier } from '../../../renderer/curve/earlier.ts';
import { seriesOf } from '../../../renderer/curve/series.ts';
import { curve } from './curves.ts';
import { channelOf, previewOf, pulseAt } from './previews.ts';

/** Pulses 0 to 9; `without` have not the channel, those of `broken` can't be read. */
function facility({ without = [], broken = [] }: { without?: number[]; broken?: number[] }) {
  const asked: string[] = [];
  return {
    asked,
    neighbours: async ({ timestampNs }: { timestampNs: string }): Promise<Neighbours> => {
      asked.push(timestampNs);
      const at = Number(timestampNs);
      return { previous: at > 0 ? pulseAt(at - 1) : null, next: null, newest: null };
    },
    preview: async (pulse: PulseFacts): Promise<PulsePreview> => {
      const at = Number(pulse.timestampNs);
      if (broken.includes(at)) throw new ExporterError('READ_FAILED', 'broken');
      return previewOf(at, without.includes(at) ? [] : [channelOf(at)]);
    },
    readCurve: async ({ file }: Pick<PreviewChannel, 'file'>) => curve([0], [Number.parseInt(file, 10)]),
  };
}

async function earlierOf(count: number, world: ReturnType<typeof facility>, signal = new AbortController().signal): Promise<Earlier[]> {
  const told: Earlier[] = [];
  await readEarlier({ ...world, pulse: pulseAt(9), channel: 'SPEC-1', count, signal, onFound: (earlier) => void told.push(earlier) });
  return told;
}

const valuesOf = (earlier: Earlier | undefined) => earlier?.curves.map(({ series }) => series.y[0]);

describe('curves of the pulses before', () => {
  test('are read one after the other, newest first, and each is told of', async () => {
    const told = await earlierOf(3, facility({}));
    expect(told.map(valuesOf)).toEqual([[8], [8, 7], [8, 7, 6], [8, 7, 6]]);
    expect(told.map(({ isWhole }) => isWhole)).toEqual([false, false, false, true]);
  });

  test('pass over pulses without the channel, or whose file is broken, and say how many', async () => {
    const told = await earlierOf(3, facility({ without: [8], broken: [6] }));
    expect(valuesOf(told.at(-1))).toEqual([7, 5, 4]);
    expect(told.at(-1)?.without).toBe(2);
  });

  test('are fewer where there are no more', async () => {
    expect((await earlierOf(20, facility({}))).at(-1)).toMatchObject({ isWhole: true, curves: { length: 9 } });
  });

  test('are no more than fit into the memory of a page, and say so', async () => {
    const long = seriesOf(new Uint8Array(earlierPointsMost / 2), null);
    const told = await earlierOf(5, { ...facility({}), readCurve: async () => long });
    expect(told.at(-1)).toMatchObject({ curves: { length: 2 }, isFull: true, isWhole: true });
  });

  test('are asked for no more when somebody has gone on', async () => {
    const leaving = new AbortController();
    const world = facility({});
    const reading = readEarlier({
      ...world,
      ...{ pulse: pulseAt(9), channel: 'SPEC-1', count: 20, signal: leaving.signal },
      onFound: () => leaving.abort(),
    });
    await expect(reading).rejects.toThrow();
    expect(world.asked).toHaveLength(2);
  });
});
