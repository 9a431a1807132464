import { createRoot } from 'react-dom/client';
import { askOver } from '../core/contract/client.ts';
import { App } from './App.tsx';
import { connect } from './connect/connect.ts';
import { listenToShell } from './connect/listen-to-shell.ts';
import { go } from './route/route.ts';
import { AskContext } from './store/ask.ts';
import { DataContext } from './store/data.ts';
import { applyEvents, applyLine } from './store/store.ts';

const { bridge, readData } = connect();
bridge.subscribe({ events: applyEvents, line: applyLine });
listenToShell(window.shell, go);

const place = document.getElementById('root');
if (place !== null)
  createRoot(place).render(
    <AskContext.Provider value={askOver(bridge)}>
      <DataContext.Provider value={readData}>
        <App />
      </DataContext.Provider>
    </AskContext.Provider>,
  );
