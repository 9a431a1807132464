import type { ScreenProps } from '../App.tsx';

export function FilesScreen(_props: ScreenProps) {
  return (
    <main className="screen">
      <h1>HDF5 files</h1>
    </main>
  );
}
