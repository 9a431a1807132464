import { Button } from '@blueprintjs/core';
import { putFileAway, useOpenedFile } from '../store/opened-file.ts';
import './line.css';

/** A file that was opened with this program. */
export function FileNotice() {
  const path = useOpenedFile((file) => file.path);
  if (path === null) return null;
  return (
    <div className="line-notice file" role="status">
      <span>{path}: this version of the exporter does not show files yet. HDFView and h5dump do.</span>
      <Button size="small" onClick={putFileAway}>
        Put away
      </Button>
    </div>
  );
}
