import { useState } from 'react';
import { AlarmsPanel } from './AlarmsPanel.tsx';
import { AreaPanel } from './AreaPanel.tsx';
import { ChecksPanel } from './ChecksPanel.tsx';
import { OutOfServicePanel } from './OutOfServicePanel.tsx';
import { ReportPanel } from './ReportPanel.tsx';
import { TakeOutDialog } from './TakeOutDialog.tsx';
import './shift.css';

type Taking = { preset: string | null };

export function ShiftScreen() {
  const [taking, setTaking] = useState<Taking | null>(null);
  return (
    <main className="screen shift-screen">
      <AreaPanel />
      <ChecksPanel />
      <OutOfServicePanel onTake={() => setTaking({ preset: null })} />
      <AlarmsPanel onTakeOut={(preset) => setTaking({ preset })} />
      <ReportPanel />
      {taking !== null && <TakeOutDialog preset={taking.preset} onClose={() => setTaking(null)} />}
    </main>
  );
}
