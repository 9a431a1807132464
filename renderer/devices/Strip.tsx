import { capturesKept } from '../../core/contract/api.ts';
import type { Cell } from '../matrix/cells.ts';
import { stripOf, stripWords } from './strip.ts';

/** The last 60 outcomes, newest at the right; a family has its colour and its height. */
export function Strip({ cells }: { cells: readonly (Cell | null)[] }) {
  return (
    <svg
      className="strip"
      viewBox={`0 0 ${capturesKept} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={stripWords(cells) || 'no pulse yet'}
    >
      {stripOf(cells, capturesKept).map(({ family, path }) => (
        <path key={family} d={path} className={`family-${family}`} />
      ))}
    </svg>
  );
}
