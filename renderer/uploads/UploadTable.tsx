import { useEffect, useRef } from 'react';
import type { UploadFacts } from '../../core/contract/uploads.ts';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { showLine } from '../parts/show-line.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { UploadLine } from './UploadLine.tsx';

type UploadTableProps = {
  uploads: readonly UploadFacts[];
  open: string | null;
  onOpen(captureId: string): void;
  saw(from: number, to: number): void;
};

const columns = 6;

/** Lines of one height, of which only those in sight are drawn. Arrow keys go from one to the next. */
export function UploadTable({ uploads, open, onOpen, saw }: UploadTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { from, to } = usePartInSight(place, uploads.length, height);
  useEffect(() => saw(from, to), [saw, from, to]);

  /** What is out of sight is not there to be pointed at. */
  const isDrawn = uploads.slice(from, to).some(({ captureId }) => captureId === open);

  function onKeyDown(event: React.KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = uploads.findIndex(({ captureId }) => captureId === open);
    const next = Math.min(uploads.length - 1, Math.max(0, at + step));
    showLine(place.current, next, height);
    const chosen = uploads[next];
    if (chosen !== undefined) onOpen(chosen.captureId);
  }

  return (
    <div className="upload-place" ref={place}>
      <Grid
        className="table uploads-table"
        label="Files, newest first. Arrow keys go from one to the next."
        rowCount={uploads.length + 1}
        currentId={isDrawn ? `upload-${open}` : null}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th className="at-time">UTC</th>
            <th className="at-pulse">Pulse ID</th>
            <th className="at-state">State</th>
            <th className="number at-tries">Attempts</th>
            <th className="number at-size">Size</th>
            <th>What became of it</th>
          </tr>
        </thead>
        <tbody>
          <Gap lines={from} height={height} columns={columns} />
          {uploads.slice(from, to).map((upload, at) => (
            <UploadLine key={upload.captureId} {...{ upload, onOpen, index: from + at + 2, isOpen: upload.captureId === open }} />
          ))}
          <Gap lines={uploads.length - to} height={height} columns={columns} />
        </tbody>
      </Grid>
    </div>
  );
}
