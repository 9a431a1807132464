import { useEffect, useRef, useState } from 'react';
import { toFailure } from '../../core/contract/errors.ts';
import { download } from '../parts/download.ts';
import { useAsk } from '../store/ask.ts';
import { seenEvents, useStore } from '../store/store.ts';
import { bundleName, collectBundle, type Step } from './bundle.ts';

export function useSupportBundle() {
  const ask = useAsk();
  const [step, setStep] = useState<Step | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function collect(signal: AbortSignal): Promise<void> {
    const at = new Date().toISOString();
    const { exporter: state } = useStore.getState();
    try {
      const bundle = await collectBundle({
        commands: {
          getSettings: (request) => ask('getSettings', request),
          listCaptures: (request) => ask('listCaptures', request),
          getCapture: (request) => ask('getCapture', request),
          listUploads: (request) => ask('listUploads', request),
          listNotes: (request) => ask('listNotes', request),
          recentEvents: (request) => ask('recentEvents', request),
        },
        ...{ state, seen: seenEvents.list(), screen: navigator.userAgent, at, signal, onStep: setStep },
      });
      if (bundle === null) return;
      const name = bundleName(state.name, at);
      download(name, 'application/json', [JSON.stringify(bundle, null, 1)]);
      setSaved(name);
    } catch (error) {
      setTrouble(toFailure(error).message);
    } finally {
      setStep(null);
    }
  }

  return {
    ...{ step, trouble, saved },
    make() {
      running.current?.abort();
      running.current = new AbortController();
      setTrouble(null);
      setSaved(null);
      void collect(running.current.signal);
    },
    cancel() {
      running.current?.abort();
      setStep(null);
    },
  };
}
