import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { ManifestFacts } from '../../core/contract/manifest.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { counted } from '../words/numbers.ts';
import { utc } from './head.ts';

const states = {
  unknown: { mark: 'unknown', word: 'not asked yet' },
  current: { mark: 'ok', word: 'up to date' },
  old: { mark: 'attention', word: 'an earlier one' },
  unavailable: { mark: 'attention', word: 'not to be had' },
} as const;

/** Which channels the Gateway would take, before they are captured. */
export function ManifestPanel() {
  const manifest = useStore(({ exporter }) => exporter.manifest);
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function check(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    try {
      await ask('checkManifest', {});
    } catch (error) {
      setTrouble(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className="panel manifest-panel" aria-label="The Gateway’s manifest">
      <header>
        <h2>Manifest</h2>
        {manifest !== null && (
          <span className="soft nowrap">
            <StateMark state={states[manifest.state].mark} /> {states[manifest.state].word}
          </span>
        )}
        <span className="grow" />
        <Button
          size="small"
          disabled={busy}
          title={busy ? 'It is being fetched' : 'Fetches the manifest anew'}
          onClick={() => void check()}
        >
          {busy ? 'Checking…' : 'Check now'}
        </Button>
      </header>
      <div className="body">
        <Trouble sentence={trouble} />
        {manifest === null ? <p className="soft">The manifest has not been asked for yet.</p> : <Findings manifest={manifest} />}
      </div>
    </section>
  );
}

function Findings({
  manifest: { sentence, failure, findings, id, at, channelsKnown, checked, refused, cautions },
}: {
  manifest: ManifestFacts;
}) {
  const left = refused + cautions - findings.length;
  return (
    <>
      <p className="strong">{sentence}</p>
      {failure !== null && <Trouble sentence={failure.message} />}
      <p className="soft small">
        {counted(checked, 'channel')} judged by {id === null ? 'no manifest' : `manifest ${id}`}, which knows {channelsKnown}
        {at !== null && `; fetched ${utc(at)} UTC`}.
      </p>
      {findings.map(({ channel, answer, rule, sentence: why }) => (
        <article className="finding" key={`${channel} ${rule}`}>
          <StateMark state={answer === 'refused' ? 'act' : 'attention'} />
          <p>
            <span className="caption">{answer === 'refused' ? 'would be refused' : 'would be taken, with a caution'}</span>
            <br />
            {why}
          </p>
        </article>
      ))}
      {left > 0 && <p className="soft small">and {left} more</p>}
    </>
  );
}
