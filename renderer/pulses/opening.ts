import type { Column } from '../matrix/columns.ts';
import type { Row } from '../matrix/rows.ts';

export type Opening = { captureId: string } | { captureId: null; sentence: string };

/** Which capture of this exporter tells of a device at a pulse: that with its channels in a file first, else the newest that tried. `own`: this exporter's name. */
export function openingOf(
  { captures }: Pick<Row, 'captures'>,
  { device, exporter }: Pick<Column, 'device' | 'exporter'>,
  own: string,
): Opening {
  const codesOf = ({ codes }: Row['captures'][number]) => device.channels.flatMap(({ name }) => codes[name] ?? []);
  const found =
    captures.find((capture) => codesOf(capture).includes('captured')) ??
    captures.find((capture) => codesOf(capture).length > 0) ??
    (exporter === own ? captures[0] : undefined);
  if (found !== undefined) return { captureId: found.captureId };
  const sentence =
    exporter === own
      ? `${own} has no capture of ${device.name} at this pulse.`
      : `${device.name} is captured by ${exporter}: what became of it at this pulse is on the Captures screen of that exporter.`;
  return { captureId: null, sentence };
}
