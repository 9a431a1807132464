import type { SampleFacts } from '../../core/contract/preview.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { sampleWords } from './sample-words.ts';

/** Something about a value that is there: an alarm of its source, or its age. */
export function SampleMark({ sample }: { sample: SampleFacts }) {
  const words = sampleWords(sample);
  if (words === null) return null;
  return (
    <span className="of-time" title={words}>
      <StateMark state="attention" />
      <span className="unseen">{words}, </span>
    </span>
  );
}
