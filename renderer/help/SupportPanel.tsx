import { Button, ProgressBar } from '@blueprintjs/core';
import { Trouble } from '../parts/Trouble.tsx';
import { useSupportBundle } from './use-support-bundle.ts';

export function SupportPanel() {
  const { step, trouble, saved, make, cancel } = useSupportBundle();
  return (
    <section className="panel" aria-label="Support bundle">
      <header>
        <h2>Support bundle</h2>
        <span className="grow" />
        {step === null ? (
          <Button size="small" intent="primary" onClick={make}>
            Save support bundle
          </Button>
        ) : (
          <Button size="small" onClick={cancel}>
            Cancel
          </Button>
        )}
      </header>
      <div className="body">
        <p className="soft small">
          One JSON file for whoever helps you: versions, settings, the state of this moment, the last captures, uploads, changes by people,
          outcomes and events. No password, key or user name is in it; names of devices, people and machines are.
        </p>
        <div aria-live="polite">
          {step !== null && (
            <>
              <ProgressBar animate={false} stripes={false} value={step.done / step.all} />
              <p className="small">
                {step.done} of {step.all}: asking for {step.what}
              </p>
            </>
          )}
          {step === null && saved !== null && <p className="small">Saved: {saved}</p>}
        </div>
        <Trouble sentence={trouble} />
      </div>
    </section>
  );
}
