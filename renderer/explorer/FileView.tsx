import { useCallback, useState } from 'react';
import type { Theme } from '../look/theme.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { ExplorerFrame } from './ExplorerFrame.tsx';
import { FileHead } from './FileHead.tsx';
import { FileNotice } from './FileNotice.tsx';
import { useFile } from './use-file.ts';
import { useWebGl } from './web-gl.ts';

type FileViewProps = { file: string; theme: Theme; dropTrouble: string | null };

/** A file with what is said of it, around H5Web's frame. */
export function FileView({ file, theme, dropTrouble }: FileViewProps) {
  const { facts, trouble, changed, why, turn, reload } = useFile(file);
  const [frameTrouble, setFrameTrouble] = useState<string | null>(null);
  const [beyond, setBeyond] = useState<string | null>(null);
  const hasWebGl = useWebGl();
  const again = useCallback(() => {
    setFrameTrouble(null);
    setBeyond(null);
    reload();
  }, [reload]);
  return (
    <section className="panel" aria-label="File">
      <FileHead file={file} facts={facts} onReload={again} onClose={() => go('files')} />
      <FileNotice changed={changed} why={why} onReload={again} />
      <Trouble sentence={frameTrouble} />
      <Trouble sentence={dropTrouble} />
      {beyond !== null && <p className="file-notice soft">{beyond}</p>}
      {facts !== null && !hasWebGl && (
        <p className="file-notice soft">
          This browser draws no WebGL, which heat maps and curves of this explorer need: a table shows the values. Preview draws images and
          curves of captures without it.
        </p>
      )}
      {trouble !== null && (
        <div className="empty">
          <Trouble sentence={trouble} />
        </div>
      )}
      {facts === null && trouble === null && <p className="soft frame-late">The file is being opened.</p>}
      {facts !== null && (
        <ExplorerFrame key={turn} file={file} name={facts.name} theme={theme} onTrouble={setFrameTrouble} onBeyond={setBeyond} />
      )}
    </section>
  );
}
