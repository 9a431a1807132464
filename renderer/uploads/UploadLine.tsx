import type { UploadFacts } from '../../core/contract/uploads.ts';
import { UploadWord } from '../marks/UploadWord.tsx';
import { bytes, isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { utc } from './head.ts';

type UploadLineProps = { upload: UploadFacts; index: number; isOpen: boolean; onOpen(captureId: string): void };

export function UploadLine({ upload, index, isOpen, onOpen }: UploadLineProps) {
  const { captureId, pulse, state, attempts, retryAt, sentence } = upload;
  return (
    <tr id={`upload-${captureId}`} aria-rowindex={index} aria-selected={isOpen} onClick={() => onOpen(captureId)}>
      <td>{utc(isoOf(pulse.timestampNs))}</td>
      <td>
        <PulseId id={pulse.pulseId} />
      </td>
      <td>
        <UploadWord state={state} />
      </td>
      <td className="number">{attempts}</td>
      <td className="number">{bytes(upload.bytes)}</td>
      <td className="cut soft" title={sentence}>
        {state === 'waiting' && retryAt !== null && <b>again at {retryAt.slice(11, 19)}: </b>}
        {sentence}
      </td>
    </tr>
  );
}
