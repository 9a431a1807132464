import { Checkbox, InputGroup } from '@blueprintjs/core';
import { useMemo, useRef, useState } from 'react';
import type { DeviceFacts } from '../../core/contract/devices.ts';
import { useRowHeight } from '../parts/row-height.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { counted } from '../words/numbers.ts';
import { areasOf, isPartly, toggled } from './choices.ts';
import { changeDraft, useDraft } from './use-draft.ts';

type Line = { key: string; label: string; says: string; names: readonly string[]; all: boolean; some: boolean; isArea: boolean };

/** Several at once, or all of an area; of many only the lines in sight are drawn. */
export function DevicesChoice({ devices, noSetup }: { devices: readonly DeviceFacts[]; noSetup: boolean }) {
  const chosenNames = useDraft((draft) => draft.devices);
  const [filter, setFilter] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const chosen = useMemo(() => new Set(chosenNames), [chosenNames]);
  const lines = useMemo(() => linesOf(devices, filter, chosen), [devices, filter, chosen]);
  const { from, to } = usePartInSight(place, lines.length, height);
  const count = devices.filter(({ name }) => chosen.has(name)).length;
  const shownNames = lines.flatMap(({ isArea, names }) => (isArea ? [] : names));
  return (
    <section className="panel" aria-label="Devices">
      <header>
        <h2>Devices</h2>
        <span className="soft small" role="status">
          {count} of {devices.length} chosen
        </span>
        <span className="grow" />
        {shownNames.length > 0 && (
          <button type="button" className="link small" onClick={() => changeDraft({ devices: toggled(chosenNames, shownNames) })}>
            {shownNames.every((name) => chosen.has(name)) ? 'None' : filter === '' ? 'All' : `All ${shownNames.length} found`}
          </button>
        )}
      </header>
      <div className="choice-filter">
        <InputGroup
          type="search"
          aria-label="Filter devices by name, area or channel"
          placeholder="Name, area or channel"
          value={filter}
          onValueChange={setFilter}
        />
      </div>
      <div className="choice-place" ref={place}>
        {lines.length === 0 && <p className="empty">{emptyWords(devices.length, noSetup, filter)}</p>}
        <ul style={{ paddingTop: from * height, paddingBottom: (lines.length - to) * height }}>
          {lines.slice(from, to).map(({ key, label, says, names, all, some, isArea }) => (
            <li key={key} className={isArea ? 'choice-line area' : 'choice-line'}>
              <Checkbox
                label={label}
                checked={all}
                indeterminate={some && !all}
                onChange={() => changeDraft({ devices: toggled(chosenNames, names) })}
              />
              <span className="caption">{says}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function linesOf(devices: readonly DeviceFacts[], filter: string, chosen: ReadonlySet<string>): Line[] {
  return areasOf(devices, filter).flatMap((area) => [
    {
      ...{ key: `area ${area.name}`, label: area.name, names: area.devices.map(({ name }) => name), isArea: true },
      ...{ says: counted(area.devices.length, 'device'), ...isPartly(chosen, area) },
    },
    ...area.devices.map(({ name, channels }) => {
      const isIn = chosen.has(name);
      const says = channels.length === 1 ? '' : counted(channels.length, 'channel');
      return { key: `device ${name}`, label: name, says, names: [name], all: isIn, some: isIn, isArea: false };
    }),
  ]);
}

function emptyWords(devices: number, noSetup: boolean, filter: string): string {
  if (noSetup)
    return 'This exporter has its devices from its leader, and has not heard from it yet. Topics and PVs can be tested all the same.';
  if (devices === 0) return 'There are no devices yet. Topics and PVs can be tested all the same.';
  return `No device, area or channel has “${filter}” in its name.`;
}
