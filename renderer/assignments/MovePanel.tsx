import { Button, HTMLSelect } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import type { PlanChange, PlanFacts, PlanPreview } from '../../core/contract/group.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { counted } from '../words/numbers.ts';
import { LoadBars } from './LoadBars.tsx';
import { furtherMoves, loadChanges, pinsBack, pinsFor, pinsLost, previewSentence } from './plan-change.ts';
import { usePreview } from './preview.ts';

export const moveToId = 'move-to';
const shownMoves = 8;
const byRule = 'by the rule';

type MovePanelProps = { plan: PlanFacts; chosen: ReadonlySet<string>; onClear(): void };

/** What moving the chosen devices would do to each exporter, before it is done. */
export function MovePanel({ plan, chosen, onClear }: MovePanelProps) {
  const ask = useAsk();
  const exporters = Object.keys(plan.shares).sort((left, right) => left.localeCompare(right, 'en', { numeric: true }));
  const [to, setTo] = useState<string | null>(null);
  const [done, setDone] = useState<{ sentence: string; back: NonNullable<PlanChange['pins']> } | null>(null);
  const { busy, trouble, give } = useGive();
  const pins = chosen.size === 0 || to === null ? null : pinsFor(chosen, to === byRule ? null : to);
  const { preview, trouble: refused, isOld } = usePreview(pins, plan.version);

  useEffect(() => {
    if (chosen.size > 0) setDone(null);
  }, [chosen]);

  function apply(change: NonNullable<PlanChange['pins']>, told: { sentence: string } | null): void {
    const back = pinsBack(change, plan);
    give(
      (by) => ask('applyPlan', { pins: change, by }),
      () => {
        onClear();
        setDone(told && { ...told, back });
      },
    );
  }

  const wanting =
    chosen.size === 0
      ? 'Choose devices in the table first.'
      : to === null
        ? 'Say where to.'
        : refused !== null
          ? refused
          : isOld
            ? 'Being worked out.'
            : null;
  return (
    <section className="panel device-panel" aria-label="Move devices">
      <header>
        <h2>{chosen.size === 0 ? 'Move devices' : `Move ${counted(chosen.size, 'device')}`}</h2>
      </header>
      <div className="body">
        <div className="in-row">
          <label className="soft" htmlFor={moveToId}>
            To
          </label>
          <HTMLSelect
            id={moveToId}
            value={to ?? ''}
            onChange={(event) => setTo(event.target.value === '' ? null : event.target.value)}
            options={[
              { value: '', label: 'choose…' },
              ...exporters.map((each) => ({ value: each, label: `${each}, pinned` })),
              { value: byRule, label: 'unpin: where the plan’s rule says' },
            ]}
          />
        </div>
        {pins === null && done === null && (
          <p className="soft move-words">
            {chosen.size === 0
              ? 'Choose devices in the table: Space, a click, or Shift for a range; M goes on here. What a move would do to each exporter is shown here before it is made.'
              : 'Say where to: what it would do to each exporter is shown before it is made.'}
          </p>
        )}
        {done !== null && <p className="move-words">{done.sentence}</p>}
        {done !== null && (
          <Button size="small" disabled={busy} onClick={() => apply(done.back, null)}>
            Take back
          </Button>
        )}
        {pins !== null && preview !== null && <Previewed {...{ preview, chosen, isOld }} lost={pinsLost(pins, plan)} />}
        <Trouble sentence={trouble ?? (pins === null ? null : refused)} />
      </div>
      <footer className="in-row">
        <Button
          intent="primary"
          loading={busy}
          disabled={wanting !== null}
          title={wanting ?? ''}
          onClick={() => {
            if (pins !== null && preview !== null) apply(pins, { sentence: `Done. ${previewSentence(preview)}` });
          }}
        >
          Move with the next pulse
        </Button>
        <Button disabled={chosen.size === 0} onClick={onClear}>
          Cancel
        </Button>
        <span className="grow" />
        <span className="caption">plan {plan.version}</span>
      </footer>
    </section>
  );
}

type PreviewedProps = {
  preview: PlanPreview;
  chosen: ReadonlySet<string>;
  lost: readonly { device: string; exporter: string }[];
  isOld: boolean;
};

function Previewed({ preview, chosen, lost, isOld }: PreviewedProps) {
  const further = furtherMoves(preview, chosen);
  return (
    <div className={isOld ? 'move-words soft' : 'move-words'}>
      <p className="strong" aria-live="polite">
        {previewSentence(preview)}
      </p>
      <p className="soft small">
        {counted(preview.moves.length, 'device changes hands', 'devices change hands')} with the next pulse. Nothing is captured twice.
      </p>
      <h3>Load of each exporter</h3>
      <LoadBars loads={loadChanges(preview)} />
      {lost.map(({ device, exporter }) => (
        <p key={device} className="small">
          <StateMark state="attention" /> {device} is pinned to {exporter}: that pin goes.
        </p>
      ))}
      {further.length > 0 && (
        <>
          <h3>Moved besides, to level the load</h3>
          <ul className="small">
            {further.slice(0, shownMoves).map(({ device, from, to }) => (
              <li key={device}>
                {device}: {from ?? 'nobody'} → {to ?? 'nobody'}
              </li>
            ))}
            {further.length > shownMoves && <li>and {further.length - shownMoves} more</li>}
          </ul>
        </>
      )}
    </div>
  );
}
