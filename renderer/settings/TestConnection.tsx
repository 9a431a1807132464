import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { ConnectionName, ConnectionTest } from '../../core/contract/settings.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { changesOf } from './changes.ts';

type TestConnectionProps = { connection: ConnectionName; settings: unknown; disabledWhy: string | null };

/** What was found stays until it is asked again. */
export function TestConnection({ connection, settings, disabledWhy }: TestConnectionProps) {
  const ask = useAsk();
  const [isAsking, setIsAsking] = useState(false);
  const [found, setFound] = useState<(ConnectionTest & { of: unknown }) | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function test(): Promise<void> {
    setIsAsking(true);
    setFound(null);
    setTrouble(null);
    try {
      setFound({ ...(await ask('testConnection', { settings, connection })), of: settings });
    } catch (error) {
      setTrouble(messageOf(error));
    }
    setIsAsking(false);
  }

  return (
    <div className="connection-test">
      <Button disabled={isAsking || disabledWhy !== null} title={disabledWhy ?? ''} onClick={() => void test()}>
        Test connection
      </Button>
      <div className="said" role="status">
        {isAsking && <p className="soft">Connecting; at most 10 s.</p>}
        {found?.ok === true && <p>{found.sentence}</p>}
        {found !== null && changesOf(found.of, settings).length > 0 && <p className="small soft">That was before your last change.</p>}
      </div>
      <Trouble sentence={trouble ?? (found?.ok === false ? found.sentence : null)} />
    </div>
  );
}
