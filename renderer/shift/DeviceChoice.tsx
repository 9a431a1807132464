import { FormGroup, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import { useStore } from '../store/store.ts';
import { devicesToTake, takeShown } from './devices-to-take.ts';

const rows = 7;

/** From those in service, with a filter by name and area. */
export function DeviceChoice({ device, onDevice }: { device: string | null; onDevice(device: string | null): void }) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const outOfService = useStore(({ exporter }) => exporter.outOfService);
  const [filter, setFilter] = useState('');
  const { found, beyond } = devicesToTake(setup?.devices ?? [], outOfService, filter);
  return (
    <FormGroup
      className="shift-choice"
      label="Device"
      labelFor="out-device"
      helperText={
        beyond > 0 ? `The first ${takeShown}; ${beyond} more fit.` : found.length === 0 ? 'No device in service is named so.' : ''
      }
    >
      <InputGroup
        autoFocus
        aria-label="Filter devices by name or area"
        placeholder="Filter by name or area"
        value={filter}
        onValueChange={(text) => {
          setFilter(text);
          const [only, ...others] = devicesToTake(setup?.devices ?? [], outOfService, text).found;
          onDevice(others.length === 0 && only !== undefined ? only.name : null);
        }}
      />
      <select id="out-device" className="bp6-input" size={rows} value={device ?? ''} onChange={({ target }) => onDevice(target.value)}>
        {found.map(({ name, area }) => (
          <option key={name} value={name}>
            {name}
            {area !== null && ` (${area})`}
          </option>
        ))}
      </select>
    </FormGroup>
  );
}
