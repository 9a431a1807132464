import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pulse } from '../../core/pulses/pulse.ts';
import type { ChannelSettings, MatchPolicy } from '../../core/settings/channel.ts';
import type { Answer, Source } from '../../core/sources/port.ts';

/** A source with something behind it that the suite can fill. Every test gets a fresh one. */
export type SourceStage = {
  source: Source;
  /** Long enough ago that nothing has to be waited for. */
  pulse: Pulse;
  /** A scalar channel of a source (topic, PV) of its own, which exists and holds nothing yet. */
  channel(name: string, match: MatchPolicy): ChannelSettings;
  /** Another, whose source does not exist. */
  missing(name: string): ChannelSettings;
  /** A reading of this whole number, so many milliseconds from the pulse. The one at 0 carries the pulse's ID where the source has such. */
  publish(channel: ChannelSettings, value: number, offsetMs: number): void | Promise<void>;
  /** From now on nothing answers. */
  breakDown(): void | Promise<void>;
  close(): Promise<void>;
};

export type SourceAbilities = {
  pulseIds: boolean;
  /** What is answered where the topic or PV does not exist. */
  missing: Answer['kind'];
};

/** What every source of readings must hold. */
export function describeSource(name: string, { pulseIds, missing }: SourceAbilities, open: () => Promise<SourceStage>): void {
  describe(`${name} as a source`, () => {
    let stage: SourceStage;
    beforeEach(async () => {
      stage = await open();
    });
    afterEach(() => stage.close());

    const collect = async (channels: ChannelSettings[], signal = new AbortController().signal) => {
      const answers: Answer[] = [];
      for await (const batch of stage.source.collect({ pulse: stage.pulse, channels, waitMs: 0 }, signal)) answers.push(...batch);
      return answers.sort((a, b) => a.channel.localeCompare(b.channel));
    };
    const nearest = (id: string, toleranceMs = 1000) => stage.channel(id, { kind: 'nearest', toleranceMs });
    const last = (id: string, maxAgeMs = 60_000) => stage.channel(id, { kind: 'last', maxAgeMs });
    const publish = async (channel: ChannelSettings, ...readings: [value: number, offsetMs: number][]) => {
      for (const [value, offsetMs] of readings) await stage.publish(channel, value, offsetMs);
    };

    test('gives each channel exactly one answer', async () => {
      const channels = ['A', 'B', 'C'].map((id) => last(id));
      for (const channel of channels) await publish(channel, [1, -500], [2, -100], [3, 400]);
      expect((await collect(channels)).map(({ channel }) => channel)).toEqual(['A', 'B', 'C']);
    });

    test('ends at once where nothing is asked', async () => {
      expect(await collect([])).toEqual([]);
    });

    test('"last" takes the newest at or before the pulse, with its time and where it stood', async () => {
      const channel = last('A');
      await publish(channel, [1, -5000], [2, -2000], [3, 3000]);
      const [answer] = await collect([channel]);
      expect(numberIn(answer)).toBe(2);
      expect(answer).toMatchObject({ kind: 'reading', reading: { timeNs: stage.pulse.timestampNs - 2_000_000_000n } });
      expect(answer?.kind === 'reading' && answer.reading.provenance.kind).toBe(channel.source.kind);
    });

    test('"last" is stale where only an older one is there, and brings it', async () => {
      const channel = last('A', 1000);
      await publish(channel, [7, -5000]);
      const [answer] = await collect([channel]);
      expect([answer?.kind, numberIn(answer)]).toEqual(['stale', 7]);
    });

    test('"nearest" takes the closest on either side, within its tolerance', async () => {
      const [near, none] = [nearest('A'), nearest('B', 300)];
      for (const channel of [near, none]) await publish(channel, [1, -700], [2, 400], [3, 2000]);
      const answers = await collect([near, none]);
      expect(numberIn(answers[0])).toBe(2);
      expect(answers[1]?.kind).toBe('absent');
    });

    test('says what it holds instead where nothing matches', async () => {
      const channel = nearest('A', 300);
      await publish(channel, [1, -700]);
      const [answer] = await collect([channel]);
      expect(answer).toMatchObject({ kind: 'absent', absence: { seen: 1, nearest: { timeNs: stage.pulse.timestampNs - 700_000_000n } } });
    });

    test('is absent where nothing was ever measured', async () => {
      expect(await collect([last('A')])).toMatchObject([{ kind: 'absent', absence: { seen: 0, nearest: null, newestNs: null } }]);
    });

    test.runIf(pulseIds)('"pulse-id" takes the pulse’s own, however near others are', async () => {
      const channel = stage.channel('A', { kind: 'pulse-id' });
      await publish(channel, [1, -100], [2, 0], [3, 1]);
      const [answer] = await collect([channel]);
      expect(numberIn(answer)).toBe(2);
      expect(answer).toMatchObject({ reading: { pulseId: stage.pulse.pulseId } });
    });

    test('a source that does not exist is named and does not touch the others', async () => {
      const channel = last('A');
      await publish(channel, [1, -100]);
      const answers = await collect([channel, stage.missing('B')]);
      expect(answers.map(({ kind }) => kind)).toEqual(['reading', missing]);
    });

    test('answers "unreachable", with a sentence, where nothing answers, and throws nothing', async () => {
      const channels = [last('A'), nearest('B')];
      await stage.breakDown();
      const answers = await collect(channels);
      expect(answers.map(({ kind }) => kind)).toEqual(['unreachable', 'unreachable']);
      for (const answer of answers) expect(answer.kind === 'unreachable' && answer.failure.message).toContain(answer.channel);
    });

    test('ends without error and without answers when it is stopped before it has begun', async () => {
      const channel = last('A');
      await publish(channel, [1, -100]);
      expect(await collect([channel], AbortSignal.abort())).toEqual([]);
    });

    test('takes back slots it never lent, and closes twice as once', async () => {
      stage.source.release([123_456]);
      await stage.source.close();
      await stage.source.close();
    });
  });
}

function numberIn(answer: Answer | undefined): number | null {
  if (answer?.kind !== 'reading' && answer?.kind !== 'stale') return null;
  const { value } = answer.reading;
  return value.kind === 'number' ? Number(value.value) : null;
}
