import type { ScreenProps } from '../App.tsx';

export function PreviewScreen(_props: ScreenProps) {
  return (
    <main className="screen">
      <h1>Preview</h1>
    </main>
  );
}
