import { useState } from 'react';
import { Segments } from '../parts/Segments.tsx';
import { go } from '../route/route.ts';
import type { ScreenProps } from '../route/screen-props.ts';
import { useStore } from '../store/store.ts';
import { ManifestPanel } from './ManifestPanel.tsx';
import { type Filter, filters } from './pages.ts';
import { UploadList } from './UploadList.tsx';
import { UploadPanel } from './UploadPanel.tsx';
import { UploadsHead } from './UploadsHead.tsx';
import './uploads.css';

/** Files on their way to the Operations Gateway, what it said of each, and what it would take at all. */
export function UploadsScreen({ open }: ScreenProps) {
  const uploads = useStore(({ exporter }) => exporter.uploads);
  const [filter, setFilter] = useState<Filter>('all');
  if (uploads === null)
    return (
      <main className="screen">
        <section className="panel" aria-label="Uploads">
          <p className="empty">
            Files of this exporter stay here: its settings name no Operations Gateway. Add “gateway” in Settings, and they go there once
            they are verified.
          </p>
        </section>
      </main>
    );
  return (
    <main className="screen uploads-screen">
      <UploadsHead uploads={uploads} />
      <section className="panel upload-list" aria-label="Files">
        <header>
          <h2>Files</h2>
          <span className="soft small wide">newest first</span>
          <span className="grow" />
          <Segments<Filter> label="Show" options={filters} value={filter} onChange={setFilter} />
        </header>
        <UploadList key={filter} filter={filter} open={open} onOpen={(captureId) => go('uploads', captureId)} />
      </section>
      {open === null ? <ManifestPanel /> : <UploadPanel key={open} captureId={open} onClose={() => go('uploads')} />}
    </main>
  );
}
