import { bytes, type FileSpec, fixed, floats, pixels, texts, uint64, type Written } from './gateway-files.ts';

/** Files the Gateway refuses as a whole, one a row: what is wrong with it, the file, the status and what it says. */
type RefusedFile = readonly [why: string, spec: FileSpec, status: number, detail: string];

const noTimestamp =
  "Invalid timestamp metadata. Expected key 'timestamp' with value formatted, for example as: '2025-04-07T14:28:16+00:00'.";
const root = (attributes: Record<string, Written | null>): FileSpec => ({ root: attributes });
const picture = (data: Written, attributes = {}): FileSpec => ({ channels: { IMAGE: { type: 'image', datasets: { data }, attributes } } });
const floatImage = (data: Written): FileSpec => ({ channels: { FLOATS: { type: 'float_image', datasets: { data } } } });
const scalar = (data: Written): FileSpec => ({ channels: { S1: { datasets: { data } } } });
const wave = { x: floats(1, 2), y: floats(3, 4) };
const pydantic = (message: string, type: string) =>
  `1 validation error for RecordMetadataModel\nshotnum\n  ${message}\n    For further information visit https://errors.pydantic.dev/2.13/v/${type}`;

const timestamps: [string, Written | null][] = [
  ['none', null],
  ['a number', 5],
  ['of fixed length', fixed('2026-01-02T03:04:05+00:00')],
  ['a list of one', texts('2026-01-02T03:04:05+00:00')],
  ['with fractions of a second', '2026-01-02T03:04:05.123+00:00'],
  ['without an offset', '2026-01-02T03:04:05'],
  ['with a space for the T', '2026-01-02 03:04:05+00:00'],
  ['of a day that never was', '2026-02-30T03:04:05+00:00'],
];

export const refusedFiles: readonly RefusedFile[] = [
  ...timestamps.map(([why, timestamp]): RefusedFile => [`timestamp ${why}`, root({ timestamp }), 400, noTimestamp]),
  ['no version', root({ epac_ops_data_version: null }), 400, 'epac_ops_data_version does not exist'],
  ['a version as a number', root({ epac_ops_data_version: 1.2 }), 400, 'epac_ops_data_version has wrong datatype. Should be string'],
  [
    'a version of fixed length',
    root({ epac_ops_data_version: fixed('1.2') }),
    400,
    'epac_ops_data_version has wrong datatype. Should be string',
  ],
  ['version 2.0', root({ epac_ops_data_version: '2.0' }), 400, 'epac_ops_data_version major version was not 1'],
  ['version "1"', root({ epac_ops_data_version: '1' }), 500, 'Unknown error'],
  ['version "1.x"', root({ epac_ops_data_version: '1.x' }), 500, 'Unknown error'],
  ['no area', root({ active_area: null }), 400, 'active_area is missing'],
  ['an area of fixed length', root({ active_area: fixed('ea1') }), 400, 'active_area has wrong datatype. Expected string'],
  ['an experiment as a number', root({ active_experiment: 90097341 }), 400, 'active_experiment has wrong datatype. Expected string'],
  [
    'an experiment of fixed length',
    root({ active_experiment: fixed('90097341') }),
    400,
    'active_experiment has wrong datatype. Expected string',
  ],
  [
    ...(['a pulse ID in words', root({ shotnum: 'GS0001' }), 400] as const),
    pydantic(
      "Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='GS0001', input_type=str]",
      'int_parsing',
    ),
  ],
  [
    ...(['half a pulse ID', root({ shotnum: 1001.5 }), 400] as const),
    pydantic(
      'Input should be a valid integer, got a number with a fractional part [type=int_from_float, input_value=1001.5, input_type=float64]',
      'int_from_float',
    ),
  ],
  [
    ...(['a pulse ID that a double rounds beyond 63 bits', root({ shotnum: uint64(2n ** 63n - 1n) }), 400] as const),
    pydantic(
      'Unable to parse input string as an integer, exceeded maximum size [type=int_parsing_size, input_value=9223372036854775807, input_type=uint64]',
      'int_parsing_size',
    ),
  ],
  ['a pulse ID as a text beyond 63 bits', root({ shotnum: '9223372036854775808' }), 500, 'Unknown error'],
  ['a dataset in the root, of the right type and single', { channels: { S1: { dataset: 5, type: 'scalar' } } }, 500, 'Unknown error'],
  ['x and y of different lengths', { channels: { WAVE: { type: 'waveform', datasets: { ...wave, y: floats(1) } } } }, 500, 'Unknown error'],
  ['an image of three axes', picture(pixels(2, 2, 3)), 500, 'Unknown error'],
  ['an image of one colour', picture(bytes(1, 2, 5)), 500, 'Unknown error'],
  [
    'a colour image of more than 8 bits',
    picture(bytes(2, 2, 3), { bit_depth: { data: Int32Array.of(12), shape: [] } }),
    500,
    'Unknown error',
  ],
  ['an image without pixels', picture(pixels(0, 0)), 500, 'Unknown error'],
  ['an image without columns', picture(bytes(3, 0)), 500, 'Unknown error'],
  ['a float image of a single value', floatImage(1.5), 500, 'Unknown error'],
  ['a float image of three axes', floatImage({ data: new Float64Array(8), shape: [2, 2, 2] }), 500, 'Unknown error'],
  ['a float image of texts', floatImage({ data: ['a', 'b'], shape: [1, 2], dtype: 'S' }), 500, 'Unknown error'],
  ['a vector of a single number', { channels: { VECTOR: { type: 'vector', datasets: { data: 1.5 } } } }, 500, 'Unknown error'],
  [
    'an image with a dot in its name',
    { channels: { 'DOT.IMAGE': { type: 'image', datasets: { data: pixels(2, 2) } } } },
    500,
    'Unknown error',
  ],
  [
    'a float image with a dot',
    { channels: { 'DOT.FLOATS': { type: 'float_image', datasets: { data: pixels(2, 2) } } } },
    500,
    'Unknown error',
  ],
  ['a waveform with a dot', { channels: { 'DOT.WAVE': { type: 'waveform', datasets: wave } } }, 500, 'Unknown error'],
  ['a channel_dtype in a list', { channels: { S1: { type: texts('scalar') } } }, 500, 'Unknown error'],
  ['a channel_dtype in a list of two', { channels: { S1: { type: texts('a', 'b') } } }, 500, 'Unknown error'],
  ['a serial number of 20 digits', scalar('12345678901234567890'), 500, 'Unknown error'],
  ['a serial number with underscores', scalar('1234567890_1234567890'), 500, 'Unknown error'],
  ['a link to nothing', { channels: { S1: '/nowhere' } }, 500, 'Unknown error'],
  ['a group where data should be', { channels: { S1: { datasets: { data: 'group' } } } }, 500, 'Unknown error'],
];
