import { Button } from '@blueprintjs/core';
import { go } from '../route/route.ts';
import { inForce, nextFacts } from '../shift/metadata.ts';
import { useStore } from '../store/store.ts';

/** What the newest file says; a change that waits for the next pulse is said beside it. */
export function AreaExperiment() {
  const exporter = useStore((store) => store.exporter);
  const now = inForce(exporter)?.metadata;
  const { activeArea, activeExperiment } = nextFacts(exporter);
  const isKnown = activeArea !== null || activeExperiment !== null;
  const next = isKnown ? [activeArea, activeExperiment].map((fact) => fact ?? 'not read yet').join(', ') : 'not read yet';
  const told = now === undefined ? next : `${now.activeArea}, ${now.activeExperiment}`;
  const waits = now !== undefined && next !== told;
  return (
    <div className="area" title={waits ? `${told}; from the next pulse on ${next}` : told}>
      <span className="caption cut">{waits ? `Next pulse: ${next}` : 'Area, experiment'}</span>
      <span className="in-row">
        <span className="value cut">{told}</span>
        <Button size="small" aria-label="Change area and experiment" onClick={() => go('shift')}>
          Change…
        </Button>
      </span>
    </div>
  );
}
