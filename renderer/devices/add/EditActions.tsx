import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { DeviceDialog } from './DeviceDialog.tsx';
import { draftOf } from './draft.ts';
import type { Editing } from './editing.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { deviceIn } from './settings-devices.ts';

/** Of a device that is open. */
export function EditActions({ name, editing, onGone }: { name: string; editing: Editing; onGone(): void }) {
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const draft = draftOf(deviceIn(editing.settings, name));
  const hindrance = editing.hindrance ?? (draft === null ? 'The settings have no such device.' : null);
  return (
    <footer className="in-row">
      <Button size="small" disabled={hindrance !== null} title={hindrance ?? ''} onClick={() => setDoing('edit')}>
        Edit…
      </Button>
      <Button size="small" disabled={hindrance !== null} title={hindrance ?? ''} onClick={() => setDoing('remove')}>
        Remove…
      </Button>
      {doing === 'edit' && draft !== null && (
        <DeviceDialog
          settings={editing.settings}
          device={draft}
          onClose={(applied) => {
            setDoing(null);
            if (applied) editing.renew();
          }}
        />
      )}
      {doing === 'remove' && (
        <RemoveDialog
          settings={editing.settings}
          name={name}
          onClose={(removed) => {
            setDoing(null);
            if (!removed) return;
            editing.renew();
            onGone();
          }}
        />
      )}
    </footer>
  );
}
