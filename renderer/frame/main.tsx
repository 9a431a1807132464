import './storage.ts'; // first: H5Web looks for it as it is loaded
import { enableBigIntSerialization } from '@h5web/app';
import { createRoot } from 'react-dom/client';
import type { Theme } from '../look/theme.ts';
import { Explorer } from './Explorer.tsx';
import { createLine } from './line.ts';
import { isOpening, ready, troubleOf } from './talk.ts';
import './frame.css';

enableBigIntSerialization();
addEventListener('message', open);
// A file that is dropped beside the page's own place for it leads nowhere.
for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
// Whoever is around: nobody but our own page may be, and nothing is told.
window.parent.postMessage(ready, '*');

/** Once: after it, nobody but the port is heard. */
function open({ source, data, ports: [port] }: MessageEvent<unknown>): void {
  const place = document.getElementById('root');
  if (source !== window.parent || port === undefined || place === null || !isOpening(data)) return;
  removeEventListener('message', open);
  const line = createLine(port, ({ theme }) => setTheme(theme));
  addEventListener('unhandledrejection', ({ reason }) => line.say(troubleOf(reason, false)));
  addEventListener('error', ({ message }) => line.say(troubleOf(message, false)));
  setTheme(data.theme);
  createRoot(place).render(<Explorer name={data.open} line={line} />);
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
