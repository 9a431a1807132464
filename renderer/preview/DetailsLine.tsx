import { useId } from 'react';
import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';
import { counted } from '../words/numbers.ts';
import { provenanceOf } from './provenance.ts';

type DetailsLineProps = { preview: PulsePreview; name: string | null };

/** Where the value under the pointer, or under the keys, comes from. Always there, so that nothing moves. */
export function DetailsLine({ preview, name }: DetailsLineProps) {
  const id = useId();
  const channel = preview.channels.find((each) => each.channel === name);
  const missing = preview.missing.find((each) => each.channel === name);
  return (
    <section className="panel details-line" aria-labelledby={id}>
      <h2 id={id} className={channel === undefined && missing === undefined ? 'unseen' : ''}>
        {name ?? 'Where a value comes from'}
      </h2>
      {channel === undefined && missing === undefined && (
        <p className="caption">
          Point at a value, or go to it with Tab and the arrow keys, to see where it comes from. <kbd>←</kbd> <kbd>→</kbd> previous, next
          pulse <kbd>Enter</kbd> open large <kbd>C</kbd> difference to the reference <kbd>L</kbd> live <kbd>E</kbd> export the sheet
        </p>
      )}
      {missing !== undefined && channel === undefined && <p className="small">{missing.sentence}</p>}
      {channel !== undefined && (
        <dl>
          <Facts of="Value">{shapeWords(channel)}</Facts>
          {provenanceOf(channel, preview).map(({ name: of, says, isAbnormal }) => (
            <Facts key={of} of={of}>
              <span className={isAbnormal === true ? 'of-time strong' : ''}>{says}</span>
            </Facts>
          ))}
        </dl>
      )}
    </section>
  );
}

function Facts({ of, children }: { of: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="caption">{of}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function shapeWords({ kind, type, dtype, shape, units, text }: PreviewChannel): string {
  const unit = units === null || units === '' ? '' : ` ${units}`;
  if (kind === 'number') return `${text ?? ''}${unit}`;
  if (kind === 'text') return text ?? '';
  if (kind === 'curve') return `${type}, ${counted(shape[0] ?? 0, 'point')}${unit === '' ? '' : `, in${unit}`}`;
  return `${shape.join(' × ')} ${dtype}${unit === '' ? '' : `, in${unit}`}`;
}
