import { Button, Popover } from '@blueprintjs/core';
import type { PulsePreview } from '../../core/contract/preview.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { go } from '../route/route.ts';
import { bytes, counted } from '../words/numbers.ts';

/** Whose files the pulse is made of, and which of them could not be looked into. */
export function FilesNote({ preview: { files, unread, away } }: { preview: PulsePreview }) {
  const exporters = [...new Set(files.map(({ exporter }) => exporter))];
  const lacks = unread.length + away.length;
  return (
    <Popover
      placement="bottom-start"
      minimal
      content={
        <div className="files-note">
          <h3>Files of this pulse</h3>
          <ul>
            {files.map(({ file, exporter, attempt, captureId, bytes: size, channels }) => (
              <li key={file}>
                <b>{exporter}</b>
                {attempt > 1 && `, attempt ${attempt}`}: {counted(channels, 'channel')}, {bytes(size)}
                <br />
                <span className="caption path">{file}</span>{' '}
                {captureId !== null && (
                  <button type="button" className="link small" onClick={() => go('captures', captureId)}>
                    Open its capture
                  </button>
                )}
              </li>
            ))}
            {unread.map(({ file, failure }) => (
              <li key={file} className="of-source">
                <StateMark state="act" /> {failure.message}
              </li>
            ))}
            {away.map((sentence) => (
              <li key={sentence} className="soft">
                <StateMark state="unknown" /> {sentence}
              </li>
            ))}
          </ul>
        </div>
      }
    >
      <Button size="small" variant="minimal" className="nowrap">
        {lacks > 0 && <StateMark state={unread.length > 0 ? 'act' : 'attention'} />} {filesWords(files.length, exporters)}
        {unread.length > 0 && `, ${unread.length} not read`}
        {away.length > 0 && `, ${away.length} not here`}
      </Button>
    </Popover>
  );
}

function filesWords(files: number, exporters: readonly string[]): string {
  const [only] = exporters;
  if (only === undefined) return 'no file';
  return `${counted(files, 'file')} of ${exporters.length > 1 ? counted(exporters.length, 'exporter') : only}`;
}
