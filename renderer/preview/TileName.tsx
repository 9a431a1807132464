import type { SampleFacts } from '../../core/contract/preview.ts';
import { SampleMark } from './SampleMark.tsx';

/** Characters at the end that are never cut: they tell devices of one area apart. */
const tail = 7;

export function TileName({ name, sample, children }: { name: string; sample?: SampleFacts; children?: React.ReactNode }) {
  return (
    <span className="name" title={name}>
      {sample !== undefined && <SampleMark sample={sample} />}
      <span className="unseen">{name}</span>
      <span className="cut" aria-hidden>
        {name.slice(0, -tail)}
      </span>
      <span aria-hidden>{name.slice(-tail)}</span>
      {children}
    </span>
  );
}
