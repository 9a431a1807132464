import { InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { counted } from '../words/numbers.ts';
import { FolderTable } from './FolderTable.tsx';
import { inListing } from './listing.ts';
import { useFolder } from './use-folder.ts';

/** Of the data folder and those that the settings allow. */
export function FolderPanel() {
  const { listing, trouble, enter } = useFolder();
  const [words, setWords] = useState('');
  const entries = listing === null ? [] : inListing(listing.entries, words);
  return (
    <section className="panel" aria-label="Folders">
      <header>
        <h2>HDF5 files</h2>
        {listing !== null && listing.folder !== null && (
          <button type="button" className="link nowrap" onClick={() => enter(listing.parent)}>
            Up
          </button>
        )}
        <span className="soft cut grow" title={listing?.folder ?? undefined}>
          {listing?.folder ?? 'Data folder and allowed folders'}
        </span>
        <InputGroup
          type="search"
          size="small"
          placeholder="Name contains"
          aria-label="Name contains"
          value={words}
          onValueChange={setWords}
        />
      </header>
      <Trouble sentence={trouble} />
      {listing === null && trouble === null && <p className="empty looking-late">Asking for the folder.</p>}
      {listing !== null && entries.length === 0 && (
        <p className="empty">{words === '' ? 'There is no HDF5 file and no folder here.' : 'No name here contains these words.'}</p>
      )}
      {entries.length > 0 && (
        <FolderTable entries={entries} onOpen={({ kind, file }) => (kind === 'folder' ? enter(file) : go('files', file))} />
      )}
      <footer className="caption">
        {listing !== null && `${counted(entries.length, 'entry', 'entries')}. `}
        {listing !== null && listing.beyond > 0 && `${counted(listing.beyond, 'more is', 'more are')} not listed. `}
        More folders are allowed in{' '}
        <button type="button" className="link" onClick={() => go('settings', 'exporter')}>
          Settings, Exporter
        </button>
        .
      </footer>
    </section>
  );
}
