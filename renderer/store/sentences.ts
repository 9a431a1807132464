import type { ExporterEvent } from '../../core/contract/api.ts';

export type Sentences = Readonly<Record<string, string>>;

/** A channel that is captured again has nothing to say. Bounded by the number of channels. */
export function newestSentences(sentences: Sentences, event: ExporterEvent): Sentences {
  if (event.type !== 'capture/finished' && event.type !== 'capture/amended') return sentences;
  const outcomes = event.type === 'capture/finished' ? event.missed : event.outcomes;
  if (outcomes.length === 0) return sentences;
  return { ...sentences, ...Object.fromEntries(outcomes.map(({ channel, sentence }) => [channel, sentence])) };
}
