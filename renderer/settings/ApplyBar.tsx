import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { counted } from '../words/numbers.ts';
import { beganAnew, changesIn, edit, tookFacts, useDraft } from './draft.ts';
import { FileButton } from './FileButton.tsx';
import { textOf } from './field.ts';
import { valueAt } from './paths.ts';
import { saveJson } from './save-json.ts';

/** Named one by one; the rest is counted. */
const namedMost = 12;
type Asked = 'apply' | 'undo';

/** What is not applied yet, and what can be done about it. */
export function ApplyBar() {
  const ask = useAsk();
  const { facts, draft, broken, check, checked } = useDraft();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fileTrouble, setFileTrouble] = useState<string | null>(null);
  const { busy, trouble, give } = useGive();
  const changes = changesIn({ facts, draft });
  const wrong = check?.problems.length ?? 0;
  const whyNot =
    broken !== null
      ? 'The JSON is not readable yet.'
      : changes.length === 0
        ? 'Nothing is changed.'
        : check === null || checked !== draft
          ? 'They are being checked.'
          : wrong > 0
            ? `${counted(wrong, 'problem')} to put right first.`
            : null;

  async function apply(by: string): Promise<void> {
    // Somebody else may have applied others since: what was not touched here stays theirs.
    const now = await ask('getSettings', {});
    tookFacts(now);
    beganAnew(await ask('applySettings', { settings: useDraft.getState().draft, onto: now.settings, by }));
  }
  const undo = async (by: string) => beganAnew(await ask('undoSettings', { by }));

  return (
    <div className="apply-bar">
      <div className="in-row">
        <span role="status" className={changes.length > 0 || broken !== null ? 'strong' : 'soft'}>
          {broken !== null
            ? 'The JSON is not readable yet'
            : changes.length === 0
              ? 'All applied'
              : `${counted(changes.length, 'change')}, not applied`}
          {wrong > 0 && <span className="wrong">, {counted(wrong, 'problem')}</span>}
        </span>
        <span className="grow" />
        <FileButton
          label="Import…"
          onTrouble={setFileTrouble}
          onSettings={(settings) => {
            setFileTrouble(null);
            edit(settings);
          }}
        />
        <Button
          disabled={draft === null}
          title={draft === null ? 'There are none.' : ''}
          onClick={() => saveJson(draft, `${textOf(valueAt(draft, 'name')) || 'exporter'}.settings.json`)}
        >
          Export
        </Button>
        <Button
          disabled={facts?.canUndo !== true || busy}
          title={facts?.canUndo === true ? '' : 'Nothing was applied yet.'}
          onClick={() => setAsked('undo')}
        >
          Undo…
        </Button>
        <Button disabled={changes.length === 0 && broken === null} onClick={() => facts !== null && beganAnew(facts)}>
          Take back
        </Button>
        <Button intent="primary" disabled={whyNot !== null || busy} title={whyNot ?? ''} onClick={() => setAsked('apply')}>
          {busy ? 'Applying…' : 'Apply…'}
        </Button>
      </div>
      <Trouble sentence={trouble ?? fileTrouble} />
      <Dialog
        isOpen={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === 'undo' ? 'Go back to the settings before?' : 'Apply the settings?'}
      >
        <DialogBody>
          {asked === 'apply' && (
            <ul className="changed-list">
              {changes.slice(0, namedMost).map((path) => (
                <li key={path}>{path === '' ? 'The whole' : path}</li>
              ))}
              {changes.length > namedMost && <li className="soft">and {changes.length - namedMost} more</li>}
            </ul>
          )}
          <p>
            The exporter begins anew: captures in flight end with what they have, and no pulse is captured for some seconds. If it cannot
            begin with these, it goes on with those before and says why. {asked === 'apply' && 'Undo brings those before back.'}
          </p>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button onClick={() => setAsked(null)}>Cancel</Button>
              <Button
                intent="primary"
                onClick={() => {
                  setAsked(null);
                  give(asked === 'undo' ? undo : apply);
                }}
              >
                {asked === 'undo' ? 'Go back' : 'Apply'}
              </Button>
            </>
          }
        />
      </Dialog>
    </div>
  );
}
