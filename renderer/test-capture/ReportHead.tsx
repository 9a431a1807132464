import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { TestReport } from '../../core/contract/test-capture.ts';
import { enterFolder } from '../explorer/use-folder.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { download } from '../parts/download.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useNow } from '../store/now.ts';
import { counted, duration } from '../words/numbers.ts';
import { RemoveTest } from './RemoveTest.tsx';
import { isRunning, progressOf, stepSaid } from './words.ts';

type ReportHeadProps = { report: TestReport; trouble: string | null; onRemoved(): void };
const formats = { html: 'text/html', json: 'application/json' } as const;

/** How far it is, what it was asked for, and what can be done with it. */
export function ReportHead({ report, trouble, onRemoved }: ReportHeadProps) {
  const ask = useAsk();
  const { busy, trouble: refused, give } = useGive();
  const [isRemoving, setIsRemoving] = useState(false);
  const { testId, startedAt, request, pulses, captured, folder, failure, notes } = report;
  const { state, word } = stepSaid(report);
  const running = isRunning(report);
  const notYet = running ? 'The test is still running.' : '';

  async function save(as: keyof typeof formats): Promise<void> {
    const { name, text } = await ask('testReport', { testId, as });
    download(name, formats[as], [text]);
  }

  return (
    <section className="panel test-head" aria-label="Test">
      <div className="in-row">
        <StateMark state={state} />
        <h2>
          {startedAt.slice(0, 10)} {startedAt.slice(11, 19)} UTC <span className="soft">{word}</span>
        </h2>
        <span className="grow" />
        {running ? (
          <Button loading={busy} intent="primary" onClick={() => give(() => ask('stopTest', { testId }))}>
            Stop test
          </Button>
        ) : (
          <>
            <Button size="small" onClick={() => give(() => save('html'))}>
              Save report
            </Button>
            <Button size="small" onClick={() => give(() => save('json'))}>
              Save JSON
            </Button>
          </>
        )}
        <Button
          size="small"
          onClick={() => {
            enterFolder(folder);
            go('files');
          }}
        >
          Open its files
        </Button>
        <Button size="small" disabled={running} title={notYet} onClick={() => setIsRemoving(true)}>
          Remove…
        </Button>
      </div>
      <Progress report={report} />
      <p className="small test-facts">
        <span>
          <b>{pulses}</b> {'pulses' in request.until ? `of ${counted(request.until.pulses, 'pulse')}` : 'pulses'}
        </span>
        <span>
          <b>{captured}</b> captured
        </span>
        <span>{request.pulses.kind === 'laser' ? 'with the laser' : `by hand, every ${request.pulses.everyMs} ms`}</span>
        <span>{request.upload ? 'uploaded' : 'not uploaded'}</span>
        <span>by {request.by}</span>
        <span className="soft cut" title={folder}>
          {folder}
        </span>
      </p>
      {notes.map((note) => (
        <p key={note} className="small soft">
          {note}
        </p>
      ))}
      <Trouble sentence={failure?.message ?? null} />
      <Trouble sentence={refused ?? trouble} />
      {isRemoving && (
        <RemoveTest
          report={report}
          onClose={(removed) => {
            setIsRemoving(false);
            if (!removed) return;
            onRemoved();
            go('test', 'new');
          }}
        />
      )}
    </section>
  );
}

function Progress({ report }: { report: TestReport }) {
  const now = useNow();
  if (!isRunning(report)) return null;
  const part = progressOf(report, now);
  return (
    <div className="in-row">
      <progress className="test-progress grow" aria-label="Progress of the test" max={1} value={part} />
      <span className="small">
        {Math.floor(part * 100)} %, for {duration(Math.max(0, Math.round((now - Date.parse(report.startedAt)) / 1000) * 1000))}
      </span>
    </div>
  );
}
