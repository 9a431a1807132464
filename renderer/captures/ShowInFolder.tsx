import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';

/** Electron's program can open the folder; a browser cannot, and there the path is copied. */
export function ShowInFolder({ file }: { file: string }) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const { shell } = window;
  if (shell === undefined) return null;
  const show = () =>
    shell.showInFolder(file).then((result) => {
      setTrouble(result.ok ? null : result.failure.message);
    });
  return (
    <>
      <button type="button" className="link small" onClick={() => void show()}>
        Show in folder
      </button>
      <Trouble sentence={trouble} />
    </>
  );
}
