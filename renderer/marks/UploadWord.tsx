import type { PulseUploadState } from '../../core/contract/group.ts';
import type { UploadState } from '../../core/contract/uploads.ts';
import { StateMark } from './StateMark.tsx';
import { uploadLooks } from './uploads.ts';

export function UploadWord({ state }: { state: UploadState | PulseUploadState }) {
  const { mark, word, says } = uploadLooks[state];
  return (
    <span className={`nowrap word-${mark}`} title={says}>
      <StateMark state={mark} /> {word}
    </span>
  );
}
