import type { PulsePreview } from '../../core/contract/preview.ts';
import { download, downloadBlob } from '../parts/download.ts';
import { useStore } from '../store/store.ts';
import { grouped, isoOf } from '../words/numbers.ts';
import { placesOf } from './places.ts';
import { orderedRows, scalarRows } from './scalars.ts';
import { scalarsCsv } from './scalars-csv.ts';
import { sheetPng } from './sheet-png.ts';
import { useSheetSettings } from './sheet-settings.ts';
import type { ChannelHistory } from './use-trends.ts';

/** Two files: the sheet as it is seen, and all scalars with what they are compared with. */
export async function exportSheet(preview: PulsePreview, reference: PulsePreview | null, { trends }: ChannelHistory): Promise<void> {
  const { pulseId, timestampNs } = preview.pulse;
  const places = placesOf(preview, reference, useStore.getState().exporter.setup);
  const rows = orderedRows(scalarRows(places.values, trends), useSheetSettings.getState().order, '');
  download(`pulse_${pulseId}_scalars.csv`, 'text/csv', scalarsCsv(preview, reference, rows));
  const sheet = document.querySelector<HTMLElement>('.sheet-place');
  if (sheet === null) return;
  const compared = reference === null ? '' : `, compared with ${grouped(reference.pulse.pulseId)}`;
  const title = `Pulse ${grouped(pulseId)}, ${isoOf(timestampNs).replace('T', ' ').slice(0, 19)} UTC${compared}`;
  downloadBlob(`pulse_${pulseId}_sheet.png`, await sheetPng(sheet, title));
}
