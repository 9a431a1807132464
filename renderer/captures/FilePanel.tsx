import type { CaptureDetails } from '../../core/contract/api.ts';
import { go } from '../route/route.ts';
import { useStore } from '../store/store.ts';
import { bytes, duration } from '../words/numbers.ts';
import { ShowInFolder } from './ShowInFolder.tsx';
import { pathOf } from './words.ts';

/** Where it lies, and how long each part of the work took. */
export function FilePanel({ capture: { file, bytes: size, removedAt, phases, verdict, startedAt } }: { capture: CaptureDetails }) {
  const dataFolder = useStore(({ exporter }) => exporter.dataFolder);
  const isKept = file !== null && verdict !== null && verdict !== 'failed';
  return (
    <section className="panel" aria-label="File">
      <header>
        <h2>File</h2>
        <span className="soft">{fileWords(isKept, verdict, removedAt)}</span>
      </header>
      <div className="body capture-file">
        {file !== null && (
          <p className="path">
            {file}{' '}
            <button type="button" className="link small" onClick={() => void navigator.clipboard?.writeText(pathOf(dataFolder, file))}>
              Copy path
            </button>{' '}
            {isKept && removedAt === undefined && (
              <>
                <button type="button" className="link small" onClick={() => go('files', file)}>
                  Open in explorer
                </button>{' '}
                <ShowInFolder file={file} />
              </>
            )}
          </p>
        )}
        <dl className="facts">
          {file !== null && (
            <>
              <dt>Size</dt>
              <dd>{bytes(size)}</dd>
              <dt>Data folder</dt>
              <dd className="anywhere">{dataFolder}</dd>
            </>
          )}
          <dt>Started</dt>
          <dd>
            {startedAt.slice(0, 10)} {startedAt.slice(11, 23)} UTC
          </dd>
          <Phase name="Collected after" ms={phases.collectMs} />
          <Phase name="Written after" ms={phases.writeMs} />
          <Phase name="Verified after" ms={phases.verifyMs} />
          <Phase name="Ended after" ms={phases.totalMs} />
        </dl>
        {isKept && <p className="caption">Sealed in the file: verdict, expected and captured counts, and why each channel is not there.</p>}
      </div>
    </section>
  );
}

function Phase({ name, ms }: { name: string; ms: number | undefined }) {
  if (ms === undefined) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{duration(ms)}</dd>
    </>
  );
}

function fileWords(isKept: boolean, verdict: CaptureDetails['verdict'], removedAt: string | undefined): string {
  if (removedAt !== undefined) return `removed here ${removedAt.slice(0, 10)} ${removedAt.slice(11, 16)} UTC`;
  if (isKept) return 'read back equal';
  if (verdict === null) return 'not there yet';
  return verdict === 'empty' ? 'none: no channel was captured' : 'none that could be verified';
}
