import { Button } from '@blueprintjs/core';
import { putFileAway, useOpenedFile } from '../store/opened-file.ts';
import './line.css';

/** A file that was opened with this program. */
export function FileNotice() {
  const path = useOpenedFile((file) => file.path);
  if (path === null) return null;
  return (
    <div className="line-notice file" role="status">
      <span>{path}: this version of the exporter does not show files yet. Open it with another program, such as HDFView or h5dump.</span>
      <Button size="small" onClick={putFileAway}>
        Put away
      </Button>
    </div>
  );
}
