import { InputGroup } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import { AloneNote } from '../assignments/AloneNote.tsx';
import { MovePanel, moveToId } from '../assignments/MovePanel.tsx';
import { Segments } from '../parts/Segments.tsx';
import { go } from '../route/route.ts';
import type { ScreenProps } from '../route/screen-props.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { counted } from '../words/numbers.ts';
import { AddDevice } from './add/AddDevice.tsx';
import { EditActions } from './add/EditActions.tsx';
import { useEditing } from './add/editing.ts';
import { useDeviceStats, useDeviceValues } from './asked.ts';
import { DevicePanel } from './DevicePanel.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import { linesOf } from './lines.ts';
import type { Grouping, Order } from './order.ts';
import { isAbnormal } from './rows.ts';
import { useDeviceRows } from './use-rows.ts';
import './devices.css';
import './add/add.css';
import '../assignments/assignments.css';

const groupings = { none: 'None', exporter: 'Exporter', area: 'Area', source: 'Source' } as const satisfies Record<Grouping, string>;
const tabs = { devices: 'Devices', assignments: 'Assignments' } as const;
const shown = { all: 'All', abnormal: 'Abnormal' } as const;

export function DevicesScreen({ open }: ScreenProps) {
  const { found: stats, trouble: noStats } = useDeviceStats();
  const { found: values, trouble: noValues } = useDeviceValues();
  const rows = useDeviceRows(stats, values);
  const group = useStore(({ exporter }) => exporter.group);
  const noSetup = useStore(({ exporter }) => exporter.setup === null);
  const editing = useEditing();
  const nowMs = useNow();
  const [tab, setTab] = useState<keyof typeof tabs>('devices');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState('');
  const [by, setBy] = useState<Grouping>('none');
  const [show, setShow] = useState<keyof typeof shown>('all');
  const [order, setOrder] = useState<Order>({ by: 'outcome', down: false });
  const [current, setCurrent] = useState<string | null>(open);
  const lines = useMemo(() => linesOf(rows, { text, order, by, abnormalOnly: show === 'abnormal' }), [rows, text, order, by, show]);
  const plan = tab === 'assignments' ? (group?.plan ?? null) : null;
  const abnormal = rows.filter(isAbnormal).length;
  const away = rows.filter(({ outOfService }) => outOfService !== null).length;
  return (
    <main className="screen devices-screen">
      <section className="panel" aria-label="Devices">
        <header>
          <h2>Devices</h2>
          <Segments<keyof typeof tabs>
            label="View"
            options={tabs}
            value={tab}
            onChange={(next) => {
              setTab(next);
              setBy(next === 'assignments' ? 'exporter' : 'none');
            }}
          />
          <span className="soft wide">
            {rows.length}, of these {abnormal} abnormal, {away} out of service
          </span>
          <span className="grow" />
          <InputGroup
            className="find"
            type="search"
            aria-label="Find a device, a channel, a topic or a PV"
            placeholder="Find a device, topic or PV"
            value={text}
            onValueChange={setText}
          />
          <Segments<Grouping> label="Group by" options={groupings} value={by} onChange={setBy} />
          <Segments<keyof typeof shown> label="Show" options={shown} value={show} onChange={setShow} />
          <AddDevice editing={editing} />
        </header>
        {tab === 'assignments' && plan === null ? (
          <AloneNote devices={rows.length} />
        ) : lines.length === 0 ? (
          <p className="empty">{emptyWords(rows.length, noSetup, text)}</p>
        ) : (
          <DeviceTable
            {...{ lines, order, nowMs, current }}
            onOrder={setOrder}
            onCurrent={setCurrent}
            onOpen={(name) => go('devices', name)}
            chosen={plan === null ? null : chosen}
            onChosen={setChosen}
            onMove={() => document.getElementById(moveToId)?.focus()}
          />
        )}
        <footer className="caption">
          {noStats ??
            noValues ??
            (stats === null
              ? 'Asking the journal how the last pulses were.'
              : `Age: since the reading of the last captured pulse. Offset, latency and captured: of the last ${counted(stats.pulses, 'pulse')}.`)}
          {group !== null && ' Each exporter knows these of its own devices; of the others, captured is what the last 60 pulses say.'}
        </footer>
      </section>
      {plan !== null && <MovePanel plan={plan} chosen={chosen} onClear={() => setChosen(new Set())} />}
      {plan === null && open !== null && (
        <DevicePanel key={open} name={open} row={rows.find(({ name }) => name === open)} onClose={() => go('devices')}>
          <EditActions name={open} editing={editing} onGone={() => go('devices')} />
        </DevicePanel>
      )}
    </main>
  );
}

function emptyWords(devices: number, noSetup: boolean, text: string): string {
  if (noSetup) return 'This exporter has its devices from its leader, and has not heard from it yet.';
  if (devices === 0) return 'There are no devices yet.';
  return text === '' ? 'Every device was captured at the newest pulse.' : `No device, channel, topic or PV has “${text}” in its name.`;
}
