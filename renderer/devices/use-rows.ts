import { useMemo } from 'react';
import type { DeviceStats } from '../../core/contract/device-stats.ts';
import type { DeviceValues } from '../../core/contract/device-values.ts';
import { createCells } from '../matrix/cells.ts';
import { columnsOf } from '../matrix/columns.ts';
import { rowsOf } from '../matrix/rows.ts';
import { useStore } from '../store/store.ts';
import { type DeviceRow, deviceRowsOf } from './rows.ts';

/** Every device with what is known of it now. */
export function useDeviceRows(stats: DeviceStats | null, values: DeviceValues | null): readonly DeviceRow[] {
  const { setup, group, name, captures, pulses, manifest, outOfService } = useStore(({ exporter }) => exporter);
  const cellsOf = useMemo(createCells, []);
  const columns = useMemo(() => columnsOf({ setup, group, name }, 'area').columns, [setup, group, name]);
  const seen = useMemo(() => rowsOf({ captures, pulses }), [captures, pulses]);
  return useMemo(() => {
    const cells = seen.map((row) => cellsOf(row, columns));
    return deviceRowsOf(columns, seen, cells, { stats, values }, { name, group, manifest, outOfService });
  }, [seen, columns, cellsOf, stats, values, name, group, manifest, outOfService]);
}
