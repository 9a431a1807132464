import { Button } from '@blueprintjs/core';
import type { UploadsFacts } from '../../core/contract/uploads.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useNow } from '../store/now.ts';
import { counted } from '../words/numbers.ts';
import { headOf } from './head.ts';

export function UploadsHead({ uploads }: { uploads: UploadsFacts }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const { mark, word, sentence } = headOf(uploads, useNow());
  const isHeld = uploads.state === 'held';
  return (
    <section className="panel uploads-head" aria-label="The Operations Gateway">
      <div className="in-row">
        <StateMark state={mark} />
        <h2>
          {uploads.gateway}: {word}
        </h2>
        <span className="soft nowrap">
          {counted(uploads.queued, 'file')} queued, {uploads.waiting} waiting
        </span>
        <p className="soft grow" aria-live="polite">
          {sentence}
        </p>
        <Button
          disabled={busy}
          title={isHeld ? 'Files go on their way again, the oldest first' : 'What is being sent is finished; no other file is begun'}
          onClick={() => give((by) => (isHeld ? ask('releaseUploads', { by }) : ask('holdUploads', { by })))}
        >
          {isHeld ? 'Release' : 'Hold'}
        </Button>
      </div>
      <Trouble sentence={trouble} />
    </section>
  );
}
