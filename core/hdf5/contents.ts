import type { ChannelOutcome, Metadata, PulseFacts } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { PreviewChannel, SampleFacts } from '../contract/preview.ts';
import type { FoundAttribute } from './found.ts';
import { getAttributes, getData } from './get.ts';
import type { H5, Scratch } from './h5.ts';
import { dtypeOf } from './h5-types.ts';
import { parseMissed } from './missed.ts';
import { elementAt, viewOf } from './numbers.ts';

/** What a file of ours says of itself and of its channels, without the numbers of images and curves. */
export type FileContents = {
  pulse: PulseFacts;
  exporter: string;
  attempt: number;
  metadata: Metadata | null;
  missed: ChannelOutcome[];
  channels: FoundChannel[];
};

export type FoundChannel = Omit<PreviewChannel, 'device' | 'exporter' | 'file'>;

/** Of a text that is a value. */
const longestText = 10_000;
/** Of an attribute; labels of a vector are its longest. */
const longestAttribute = 1000;
const attributesMost = 40;
const labelsMost = 5000;

const ofSample = new Set(['source', 'sample_timestamp_ns', 'offset_ms', 'match', 'pulse_id', 'alarm_severity', 'alarm_status']);
const told = new Set([...ofSample, 'channel_dtype', 'units', 'x_units', 'y_units']);

/** Throws HDF5's own errors; VALUE_WRONG_TYPE where it is no capture of an exporter. */
export function readContents(h5: H5, scratch: Scratch, path: string): FileContents {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    const root = getAttributes(h5, scratch, file, '/');
    const [pulseId, timestampNs] = [digitsOf(root.get('shotnum')), digitsOf(root.get('pulse_timestamp_ns'))];
    if (pulseId === null || timestampNs === null)
      throw new ExporterError(
        'VALUE_WRONG_TYPE',
        `${path} is an HDF5 file, but no capture of an exporter: it names no pulse. Open it under HDF5 files.`,
      );
    const names = h5.get_names(file, '/', false).filter((name) => h5.get_type(file, `/${name}`) === h5.H5G_GROUP);
    return {
      pulse: { pulseId, timestampNs },
      exporter: textOf(root.get('exporter')) ?? '',
      attempt: Number(digitsOf(root.get('attempt')) ?? 1),
      metadata: metadataOf(root),
      missed: parseMissed(textOf(root.get('not_captured')) ?? '{}') ?? [],
      channels: names.flatMap((name) => channelOf(h5, scratch, file, name)),
    };
  } finally {
    h5.close_file(file);
  }
}

function metadataOf(root: ReadonlyMap<string, FoundAttribute>): Metadata | null {
  const [activeArea, activeExperiment] = [textOf(root.get('active_area')), textOf(root.get('active_experiment'))];
  return activeArea === null || activeExperiment === null ? null : { activeArea, activeExperiment };
}

/** Nothing where it is none that an exporter writes. */
function channelOf(h5: H5, scratch: Scratch, file: bigint, channel: string): FoundChannel[] {
  const names = h5.get_names(file, `/${channel}`, false);
  const dataset = ['data', 'y'].find((name) => names.includes(name));
  if (dataset === undefined) return [];
  const path = `/${channel}/${dataset}`;
  const { shape, ...type } = h5.get_dataset_metadata(file, path);
  const dtype = dtypeOf(type);
  if (dtype === null || shape === null || shape.length > 2) return [];
  const attributes = getAttributes(h5, scratch, file, `/${channel}`);
  const value = shape.length === 0 ? valueIn(h5, scratch, file, path) : null;
  return [
    {
      ...{ channel, dtype, shape: [...shape], type: textOf(attributes.get('channel_dtype')) ?? '' },
      kind: shape.length === 2 ? 'image' : shape.length === 1 ? 'curve' : dtype === 'text' ? 'text' : 'number',
      units: textOf(attributes.get('y_units') ?? attributes.get('units')),
      xUnits: textOf(attributes.get('x_units')),
      ...{ text: value?.slice(0, longestText) ?? null, number: numberOf(value, dtype) },
      ...{ sample: sampleOf(attributes), attributes: othersOf(attributes) },
    },
  ];
}

function valueIn(h5: H5, scratch: Scratch, file: bigint, path: string): string | null {
  const data = getData(h5, scratch, file, path);
  if (data.kind === 'other') return null;
  if (data.dtype === 'text') return data.text;
  return String(elementAt(viewOf(h5.HEAPU8.subarray(data.pointer, data.pointer + data.bytes)), 0, data.dtype));
}

function numberOf(value: string | null, dtype: string): number | null {
  const number = value === null || dtype === 'text' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

function sampleOf(attributes: ReadonlyMap<string, FoundAttribute>): SampleFacts {
  const offset = attributes.get('offset_ms');
  const severity = textOf(attributes.get('alarm_severity'));
  return {
    source: textOf(attributes.get('source')) ?? '',
    sampleTimestampNs: digitsOf(attributes.get('sample_timestamp_ns')),
    offsetMs: offset?.kind === 'float64' && Number.isFinite(offset.value) ? offset.value : null,
    match: textOf(attributes.get('match')),
    pulseId: textOf(attributes.get('pulse_id')),
    alarm: severity === null ? null : { severity, status: textOf(attributes.get('alarm_status')) },
  };
}

function othersOf(attributes: ReadonlyMap<string, FoundAttribute>): PreviewChannel['attributes'] {
  const others = [...attributes].filter(([name]) => !told.has(name)).slice(0, attributesMost);
  return Object.fromEntries(others.flatMap(([name, found]) => (found.kind === 'other' ? [] : [[name, plain(found)]])));
}

function plain(found: Exclude<FoundAttribute, { kind: 'other' }>): string | number | string[] {
  switch (found.kind) {
    case 'float64':
      return Number.isFinite(found.value) ? found.value : String(found.value);
    case 'text':
      return found.value.slice(0, longestAttribute);
    case 'texts':
      return found.value.slice(0, labelsMost).map((text) => text.slice(0, longestAttribute));
    default:
      return Number.isSafeInteger(Number(found.value)) ? Number(found.value) : String(found.value);
  }
}

function textOf(found: FoundAttribute | undefined): string | null {
  return found?.kind === 'text' && found.value !== '' ? found.value.slice(0, 1_000_000) : null;
}

function digitsOf(found: FoundAttribute | undefined): string | null {
  return found?.kind === 'int64' || found?.kind === 'uint64' ? String(found.value) : null;
}
