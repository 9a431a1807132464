import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { DeviceDialog } from './DeviceDialog.tsx';
import type { Editing } from './editing.ts';

export function AddDevice({ editing }: { editing: Editing }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" disabled={editing.hindrance !== null} title={editing.hindrance ?? ''} onClick={() => setIsOpen(true)}>
        Add…
      </Button>
      {isOpen && (
        <DeviceDialog
          settings={editing.settings}
          device={null}
          onClose={(applied) => {
            setIsOpen(false);
            if (applied) editing.renew();
          }}
        />
      )}
    </>
  );
}
