import type { ScreenProps } from '../App.tsx';

export function TestScreen(_props: ScreenProps) {
  return (
    <main className="screen">
      <h1>Test capture</h1>
    </main>
  );
}
