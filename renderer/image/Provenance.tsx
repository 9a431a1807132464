import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';
import { provenanceOf } from '../preview/provenance.ts';

/** In one line: where the picture comes from. */
export function Provenance({ channel, preview }: { channel: PreviewChannel; preview: PulsePreview }) {
  const { checksum } = channel.attributes;
  const facts = provenanceOf(channel, preview);
  return (
    <footer className="image-provenance small soft">
      {facts.map(({ name, says, isAbnormal }) => (
        <span key={name} className={isAbnormal ? 'word-attention strong' : undefined}>
          <span className="caption">{name}</span> {says}
        </span>
      ))}
      {channel.sample.match !== null && (
        <span>
          <span className="caption">Match</span> {channel.sample.match}
        </span>
      )}
      {typeof checksum === 'string' && (
        <span>
          <span className="caption">Checksum</span> {checksum}
        </span>
      )}
    </footer>
  );
}
