import { useRef, useState } from 'react';
import type { FolderEntry } from '../../core/contract/explorer.ts';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { showLine } from '../parts/show-line.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { bytes } from '../words/numbers.ts';
import { timeOf } from './FileHead.tsx';

const columns = 3;

/** Up to 2000 lines of one height, of which only those in sight are drawn. */
export function FolderTable({ entries, onOpen }: { entries: readonly FolderEntry[]; onOpen(entry: FolderEntry): void }) {
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { from, to } = usePartInSight(place, entries.length, height);
  const [at, setAt] = useState(0);
  const current = Math.min(at, entries.length - 1);

  function onKeyDown(event: React.KeyboardEvent): void {
    const chosen = entries[current];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === 0 && chosen !== undefined) onOpen(chosen);
    const next = Math.min(entries.length - 1, Math.max(0, current + step));
    setAt(next);
    showLine(place.current, next, height);
  }

  return (
    <div className="folder-place" ref={place}>
      <Grid
        className="table folder-table"
        label="Folders and files. Arrow keys go from one to the next, Enter opens it."
        rowCount={entries.length + 1}
        currentId={current >= from && current < to ? `entry-${current}` : null}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th>Name</th>
            <th className="number">Size</th>
            <th>Modified</th>
          </tr>
        </thead>
        <tbody>
          <Gap lines={from} height={height} columns={columns} />
          {entries.slice(from, to).map((entry, below) => (
            <tr
              key={entry.file}
              id={`entry-${from + below}`}
              aria-rowindex={from + below + 2}
              aria-selected={from + below === current}
              onClick={() => onOpen(entry)}
            >
              <td className="cut" title={entry.file}>
                {entry.kind === 'folder' ? `${entry.name}/` : entry.name}
              </td>
              <td className="number">{entry.kind === 'file' && bytes(entry.bytes)}</td>
              <td>{timeOf(entry.modifiedAt)}</td>
            </tr>
          ))}
          <Gap lines={entries.length - to} height={height} columns={columns} />
        </tbody>
      </Grid>
    </div>
  );
}
