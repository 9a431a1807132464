import { Trouble } from '../parts/Trouble.tsx';
import type { FileLooked } from './use-file.ts';

type FileNoticeProps = Pick<FileLooked, 'changed' | 'why'> & { onReload(): void };

/** What is shown is what was read before; nothing changes under a person's eyes. */
export function FileNotice({ changed, why, onReload }: FileNoticeProps) {
  if (changed === null) return null;
  if (changed === 'gone') return <Trouble sentence={why} />;
  return (
    <p className="file-notice" role="status">
      This file has changed on disk –{' '}
      <button type="button" className="link" onClick={onReload}>
        Reload
      </button>
    </p>
  );
}
