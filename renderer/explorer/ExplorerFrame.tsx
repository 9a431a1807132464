import { useEffect, useRef, useState } from 'react';
import { framePage, frameSandbox } from '../../core/contract/frame-page.ts';
import type { Opening } from '../frame/talk.ts';
import type { Theme } from '../look/themes.ts';
import { useAsk } from '../store/ask.ts';
import { useReadData } from '../store/data.ts';
import { later } from '../store/later.ts';
import { createAnswering } from './answering.ts';
import { handOver } from './hand-over.ts';

/** It is on this machine and begins in a second; on a busy one it takes a few. */
const patienceMs = 10_000;

type ExplorerFrameProps = {
  file: string;
  name: string;
  theme: Theme;
  /** null: all is well again. */
  onTrouble(sentence: string | null): void;
  onBeyond(sentence: string): void;
};

/** H5Web in a page of its own, which has no origin and no network: all that it knows goes through here. */
export function ExplorerFrame({ file, name, theme, onTrouble, onBeyond }: ExplorerFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const posting = useRef<MessagePort | null>(null);
  const ask = useAsk();
  const readData = useReadData();
  const [isShown, setIsShown] = useState(false);
  const themeNow = useRef(theme);
  useEffect(() => {
    themeNow.current = theme;
    posting.current?.postMessage({ theme });
  }, [theme]);

  useEffect(() => {
    const { port1: own, port2: given } = new MessageChannel();
    const stopWaiting = later(() => onTrouble('The explorer has not answered for 10 s. Load it again.'), patienceMs);
    const answering = createAnswering({
      ...{ file, ask, readData, onBeyond },
      onTrouble: (sentence, whole) => onTrouble(whole ? `The explorer has stopped: ${sentence}` : sentence),
      post: (message, transfer) => own.postMessage(message, transfer),
      onShown() {
        stopWaiting();
        setIsShown(true);
        onTrouble(null);
      },
    });
    const stopHanding = handOver({
      ...{ own, listen, take: answering.take },
      isFramed: (source) => source !== null && source === frame.current?.contentWindow,
      // A page without an origin can be named by none; no other page may be in our frames, as our policy says.
      give: () => frame.current?.contentWindow?.postMessage({ open: name, theme: themeNow.current } satisfies Opening, '*', [given]),
      onAgain: () => onTrouble('The explorer has loaded itself again and was not given the file a second time. Load it again.'),
    });
    posting.current = own;
    return () => {
      posting.current = null;
      stopWaiting();
      answering.stop();
      stopHanding();
    };
  }, [file, name, ask, readData, onTrouble, onBeyond]);

  return (
    <>
      {!isShown && <p className="soft frame-late">The explorer is loading.</p>}
      <iframe
        ref={frame}
        className="explorer-frame"
        title={`Explorer of ${name}`}
        src={framePage}
        sandbox={frameSandbox}
        allow="clipboard-write"
      />
    </>
  );
}

function listen(listener: (said: MessageEvent) => void): () => void {
  addEventListener('message', listener);
  return () => removeEventListener('message', listener);
}
