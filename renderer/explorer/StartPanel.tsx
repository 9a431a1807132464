import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { openByDialog } from './opening.ts';
import { forgetRecent, recentFiles } from './recent.ts';

type StartPanelProps = { trouble: string | null; onTrouble(trouble: string | null): void };

export function StartPanel({ trouble, onTrouble }: StartPanelProps) {
  const { shell } = window;
  return (
    <section className="panel" aria-label="Open">
      <header>
        <h2>Open an HDF5 file</h2>
      </header>
      <div className="body">
        <Trouble sentence={trouble} />
        {shell === undefined ? (
          <p className="soft">
            Choose a file in the list. In a browser the exporter reads files of its data folder and of the folders that the settings allow;
            the desktop program opens files from anywhere, also dropped ones.
          </p>
        ) : (
          <>
            <p className="soft">Choose a file in the list, drop one here, or open one from anywhere.</p>
            <p>
              <Button onClick={() => void openByDialog(shell).then(onTrouble)}>Open HDF5 file…</Button>
            </p>
          </>
        )}
        <RecentFiles />
      </div>
    </section>
  );
}

function RecentFiles() {
  const [files, setFiles] = useState(recentFiles);
  return (
    <>
      <h3>Recent files</h3>
      {files.length === 0 && <p className="soft">None yet.</p>}
      <ul className="recent-files">
        {files.map(({ file, name }) => (
          <li key={file}>
            <button type="button" className="link cut" title={file} onClick={() => go('files', file)}>
              {name}
            </button>
            <span className="caption cut grow">{file}</span>
            <button
              type="button"
              className="link small"
              aria-label={`Remove ${name} from the list`}
              onClick={() => setFiles(forgetRecent(file))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
