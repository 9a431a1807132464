import { Trouble } from '../parts/Trouble.tsx';
import { type Filter, type UploadPages, uploadsMost } from './pages.ts';
import { UploadTable } from './UploadTable.tsx';
import { useUploads } from './use-uploads.ts';

type UploadListProps = { filter: Filter; open: string | null; onOpen(captureId: string): void };

export function UploadList({ filter, open, onOpen }: UploadListProps) {
  const { pages, trouble, saw } = useUploads(filter);
  return (
    <>
      {pages === null || pages.uploads.length === 0 ? (
        <p className="empty">{emptyWords(pages, filter, trouble)}</p>
      ) : (
        <UploadTable uploads={pages.uploads} {...{ open, onOpen, saw }} />
      )}
      <footer className="caption">
        {pages === null ? '' : footWords(pages)}
        <Trouble sentence={trouble} />
      </footer>
    </>
  );
}

function emptyWords(pages: UploadPages | null, filter: Filter, trouble: string | null): string {
  if (pages === null) return trouble === null ? 'Asking the journal for files.' : 'The journal cannot be asked now.';
  return filter === 'all'
    ? 'No file has been written for the Gateway yet. The first one comes with the next capture.'
    : 'There is no file like this.';
}

function footWords({ uploads, ended }: UploadPages): string {
  if (uploads.length >= uploadsMost) return `The newest ${uploadsMost} are listed; older ones are found among the captures.`;
  return ended ? `${uploads.length} in all.` : `${uploads.length} so far; more come as you scroll.`;
}
