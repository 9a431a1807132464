import type { Provenance } from '../contract/api.ts';
import type { Failure } from '../contract/errors.ts';
import { msBetween, type Pulse } from '../pulses/pulse.ts';
import { isChannelName } from '../settings/channel.ts';
import type { ChannelSettings } from '../settings/schema.ts';
import type { Reading } from '../sources/reading.ts';
import { bytesPer, type NumberArray, type Value } from '../sources/value.ts';
import { type Attributes, float, int, text } from './attribute.ts';
import { chooseColumns } from './columns.ts';
import { layoutVector, layoutWaveform } from './curve.ts';
import { checksumOf, checksumText, type Group } from './group.ts';
import { layoutImage } from './image.ts';
import { elementsOf } from './numbers.ts';
import { Refusal, refused, sizes } from './refusal.ts';
import { type Body, layoutScalar } from './scalar.ts';

export type LaidOut = { ok: true; group: Group } | { ok: false; code: 'refused' | 'wrong-type'; failure: Failure };

/** One dataset passes through the memory of HDF5 as a whole, of which there are 2 GB; compression needs it three times. */
export const largestDatasetBytes = 2 ** 29;

/** How a channel's reading stands in the file by the Gateway's rules, or why it cannot. Nothing is converted that would lose anything. */
export function layoutChannel(channel: ChannelSettings, reading: Reading, pulse: Pulse): LaidOut {
  try {
    checkName(channel);
    const { value, units } = chooseColumns(channel, reading.value);
    for (const data of arraysOf(value)) checkBytes(channel, data);
    const body = layoutBody(channel, value, channel.units ?? units ?? reading.units);
    const datasets = body.datasets.map((dataset) => ({
      ...dataset,
      checksum: checksumOf(dataset.dtype === 'text' ? dataset.text : dataset.bytes),
    }));
    const checksum = checksumText(datasets.map((dataset) => [dataset.name, dataset.checksum]));
    const attributes = {
      channel_dtype: text(channel.type),
      ...body.attributes,
      ...origin(channel, reading, pulse),
      checksum: text(checksum),
    };
    return { ok: true, group: { name: channel.name, attributes, datasets } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.outcome, failure: error.failure };
    throw error;
  }
}

function layoutBody(channel: ChannelSettings, value: Value, units: string | null): Body {
  switch (channel.type) {
    case 'scalar':
      return layoutScalar(channel, value, units);
    case 'image':
    case 'float_image':
      return layoutImage(channel, value);
    case 'waveform':
      return layoutWaveform(channel, value, units);
    case 'vector':
      return layoutVector(channel, value, units);
  }
}

/**
 * Where the reading came from. Eight attributes fit into a group's header and a ninth doubles the cost of all, so what says nothing is left out:
 * alarm_status where there is no alarm, and the pulse ID where it is the file's own.
 */
function origin(channel: ChannelSettings, reading: Reading, pulse: Pulse): Attributes {
  const attributes: Attributes = {
    source: text(sourceText(reading.provenance)),
    sample_timestamp_ns: int(reading.timeNs),
    offset_ms: float(msBetween(reading.timeNs, pulse.timestampNs)),
    match: text(channel.match.kind),
  };
  if (reading.alarm !== null) {
    attributes['alarm_severity'] = text(reading.alarm.severity);
    if (reading.alarm.severity !== 'NONE') attributes['alarm_status'] = text(reading.alarm.status);
  }
  if (reading.pulseId !== null && reading.pulseId !== pulse.pulseId) attributes['pulse_id'] = text(String(reading.pulseId));
  return attributes;
}

function sourceText(provenance: Provenance): string {
  return provenance.kind === 'kafka'
    ? `kafka:${provenance.topic}/${provenance.partition}@${provenance.offset}`
    : `archiver:${provenance.pv}`;
}

/** The settings refuse such names already; a dot makes the Gateway refuse the whole pulse, a slash would nest groups. */
function checkName(channel: ChannelSettings): void {
  if (!isChannelName(channel.name))
    throw refused(
      channel,
      'BAD_SETTINGS',
      'a channel name may not be empty nor have ".", "/" or NUL in it; rename the channel in the settings and the manifest.',
    );
}

function arraysOf(value: Value): NumberArray[] {
  if (value.kind === 'array' || value.kind === 'image') return [value.data];
  if (value.kind === 'xy') return value.x === null ? [value.y] : [value.x, value.y];
  return [];
}

/** HDF5 would read past the end of bytes that are fewer than their shape says. */
function checkBytes(channel: ChannelSettings, data: NumberArray): void {
  const wanted = elementsOf(data.shape) * bytesPer[data.dtype];
  if (wanted !== data.bytes.length)
    throw refused(
      channel,
      'VALUE_WRONG_SHAPE',
      `its reading says ${sizes(data)} ${data.dtype}, ${wanted} bytes, and brings ${data.bytes.length}; look at its source.`,
    );
  if (wanted > largestDatasetBytes)
    throw refused(
      channel,
      'VALUE_TOO_LARGE',
      `its reading has ${wanted} bytes, and ${largestDatasetBytes} is the most one dataset may have.`,
    );
}
