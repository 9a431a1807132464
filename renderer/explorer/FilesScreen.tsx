import type { DragEvent } from 'react';
import { useState } from 'react';
import type { ScreenProps } from '../route/screen-props.ts';
import { FileView } from './FileView.tsx';
import { FolderPanel } from './FolderPanel.tsx';
import { openDropped } from './opening.ts';
import { StartPanel } from './StartPanel.tsx';
import { useDragging } from './use-dragging.ts';
import './explorer.css';

/** Any HDF5 file: chosen here, dropped, opened with the program, or by its address. */
export function FilesScreen({ theme, open }: ScreenProps) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const isDragging = useDragging();
  const drop = (event: DragEvent) => {
    event.preventDefault(); // else the page would be left for the file
    void openDropped(window.shell, [...event.dataTransfer.files]).then(setTrouble);
  };
  return (
    <main
      className={`screen files-screen${open === null ? '' : ' with-file'}${isDragging ? ' dragging' : ''}`}
      onDragOver={allowDrop}
      onDrop={drop}
    >
      {open === null ? (
        <>
          <FolderPanel />
          <StartPanel trouble={trouble} onTrouble={setTrouble} />
        </>
      ) : (
        <FileView key={open} file={open} theme={theme} dropTrouble={trouble} />
      )}
    </main>
  );
}

function allowDrop(event: DragEvent): void {
  event.preventDefault();
}
