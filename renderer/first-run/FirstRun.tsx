import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { SettingsProblem } from '../../core/contract/settings.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { beganAnew, useDraft } from '../settings/draft.ts';
import { FileButton } from '../settings/FileButton.tsx';
import { useLoaded } from '../settings/load.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { Connect } from './Connect.tsx';
import { choseOnce } from './chosen.ts';
import './first-run.css';

/** What this exporter is for; behind it the simulated facility runs on. */
export function FirstRun() {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  useLoaded();
  const isConnected = useDraft(({ facts }) => facts !== null && facts.settings !== null);
  const [isConnecting, setIsConnecting] = useState(false);
  const [fileTrouble, setFileTrouble] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);

  function apply(settings: unknown, next: 'devices' | 'pulses'): void {
    give(
      async (by) => beganAnew(await ask('applySettings', { settings, by })),
      () => {
        choseOnce();
        go(next);
      },
    );
  }

  async function openColleagues(settings: unknown): Promise<void> {
    setFileTrouble(null);
    setProblems([]);
    try {
      const check = await ask('checkSettings', { settings });
      if (check.ok) apply(settings, 'pulses');
      else setProblems(check.problems);
    } catch (error) {
      setFileTrouble(messageOf(error));
    }
  }

  return (
    <main className="screen settings-screen">
      <section className="panel first-run" aria-label="First run">
        <div className="page">
          <h2>What should this exporter do?</h2>
          <p className="soft">
            {isConnected
              ? 'It has settings already. What you open or connect here takes their place; Undo in Settings brings them back.'
              : 'Until you connect it, it captures a facility that is simulated. You can come back here from Settings and Help.'}
          </p>
          {isConnecting ? (
            <Connect
              busy={busy}
              trouble={trouble}
              onDone={(settings) => apply(settings, 'devices')}
              onLeave={() => setIsConnecting(false)}
            />
          ) : (
            <ul className="ways">
              <li>
                <div>
                  <h3>Try the simulated facility</h3>
                  <p className="soft">
                    150 devices, real files, a Gateway that takes them.{' '}
                    {isConnected
                      ? '“npm run exporter -- --simulate --port 0” starts it beside this one.'
                      : 'It runs already; nothing of a facility is touched.'}
                  </p>
                </div>
                <Button
                  intent="primary"
                  disabled={isConnected}
                  title={isConnected ? 'This exporter has settings of its own.' : ''}
                  onClick={() => {
                    choseOnce();
                    go('pulses');
                  }}
                >
                  Try it
                </Button>
              </li>
              <li>
                <div>
                  <h3>Open settings of a colleague</h3>
                  <p className="soft">
                    A JSON file. It is checked, then applied; passwords are not in it, so set them on this machine first.
                  </p>
                  <Trouble sentence={fileTrouble ?? trouble} />
                  {problems.length > 0 && (
                    <ul className="problem-list" aria-label="What is wrong in the file">
                      {problems.map(({ path, sentence }) => (
                        <li key={`${path} ${sentence}`} className="trouble-line">
                          <strong>{path === '' ? 'The whole' : path}</strong> {sentence}
                        </li>
                      ))}
                    </ul>
                  )}
                </div>
                <FileButton
                  label="Open…"
                  disabled={busy}
                  onTrouble={setFileTrouble}
                  onSettings={(settings) => void openColleagues(settings)}
                />
              </li>
              <li>
                <div>
                  <h3>Connect a facility</h3>
                  <p className="soft">
                    Three short steps: Kafka and the Archiver, where pulses come from, where files go. Then you add devices.
                  </p>
                </div>
                <Button onClick={() => setIsConnecting(true)}>Connect…</Button>
              </li>
            </ul>
          )}
        </div>
      </section>
    </main>
  );
}
