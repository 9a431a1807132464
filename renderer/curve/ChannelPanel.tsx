import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';
import { attributeFacts } from '../preview/attribute-facts.ts';
import { provenanceOf } from '../preview/provenance.ts';
import { go } from '../route/route.ts';

/** What the file says of the channel, and where its values come from. */
export function ChannelPanel({ channel, preview }: { channel: PreviewChannel; preview: PulsePreview }) {
  const { channel: name, type, dtype, shape, attributes, sample, file } = channel;
  return (
    <section aria-label="Channel">
      <h3>Channel</h3>
      <dl className="facts">
        <dt>Dataset</dt>
        <dd className="anywhere">{type === 'waveform' ? `/${name}/x, /${name}/y` : `/${name}/data`}</dd>
        <dt>Type</dt>
        <dd>
          {type}, {dtype}, {shape.join(' × ')}
        </dd>
        {sample.match !== null && (
          <>
            <dt>Match</dt>
            <dd>{sample.match}</dd>
          </>
        )}
        {provenanceOf(channel, preview).map(({ name: fact, says, isAbnormal }) => (
          <ChannelFact key={fact} name={fact} says={says} isAbnormal={isAbnormal === true} />
        ))}
        {attributeFacts(attributes).map(({ name: fact, says }) => (
          <ChannelFact key={fact} name={fact} says={says} isAbnormal={false} />
        ))}
        <dt>File</dt>
        <dd className="anywhere">
          {file}{' '}
          <button type="button" className="link small" onClick={() => go('files', file)}>
            Open in explorer
          </button>
        </dd>
      </dl>
    </section>
  );
}

function ChannelFact({ name, says, isAbnormal }: { name: string; says: string; isAbnormal: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={isAbnormal ? 'anywhere word-attention strong' : 'anywhere'}>{says}</dd>
    </>
  );
}
