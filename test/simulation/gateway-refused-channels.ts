import { bytes, type FileSpec, fixed, floats, type GroupSpec, pixels, texts, type Written } from './gateway-files.ts';

/** Channels the Gateway leaves out of a file it takes, one a row: what is wrong with it, its name, its group, and the reasons given. */
type RefusedChannel = readonly [why: string, name: string, channel: NonNullable<FileSpec['channels']>[string], reasons: readonly string[]];

const unexpected = 'unexpected group or dataset in channel group';
const wrongType = 'channel_dtype has wrong data type or its value is unsupported';
const wrong = (name: string) => `${name} attribute has wrong datatype`;
const scalar = (data: Written): GroupSpec => ({ datasets: { data } });
const image = (data: Written): GroupSpec => ({ type: 'image', datasets: { data } });
const vector = (data: Written): GroupSpec => ({ type: 'vector', datasets: { data } });
const waveform = (more: Record<string, Written | 'group'>): GroupSpec => ({
  type: 'waveform',
  datasets: { x: floats(1, 2), y: floats(3, 4), ...more },
});
const onlyY: GroupSpec = { type: 'waveform', datasets: { y: floats(1) } };
const notPixels = 'data has wrong datatype, should be uint16 or uint8';
const notFloats = 'attribute has wrong datatype, should be a list of floats';

const attributesOf: Record<string, GroupSpec> = {
  S1: {},
  IMAGE: image(pixels(2, 2)),
  FLOATS: { type: 'float_image', datasets: { data: { data: new Float64Array(4), shape: [2, 2] } } },
  WAVE: waveform({}),
  VECTOR: vector(floats(1, 2)),
};
const wrongAttributes: readonly [channel: string, attribute: string, value: Written][] = [
  ['S1', 'units', fixed('J')],
  ['S1', 'units', 5],
  ['WAVE', 'x_units', fixed('nm')],
  ['WAVE', 'y_units', texts('counts')],
  ['VECTOR', 'units', 5],
  ['VECTOR', 'labels', 'tilt'],
  ['IMAGE', 'exposure_time_s', '0.5'],
  ['IMAGE', 'gain', floats(1, 2)],
  ['IMAGE', 'bit_depth', 12],
  ['IMAGE', 'bit_depth', '12'],
  ...['IMAGE', 'FLOATS'].flatMap((name): [string, string, Written][] => [
    [name, 'x_pixel_size', '0.5'],
    [name, 'x_pixel_units', fixed('mm')],
    [name, 'y_pixel_size', fixed('1')],
    [name, 'y_pixel_units', 5],
  ]),
];

export const refusedChannels: readonly RefusedChannel[] = [
  ['it is not in the manifest', 'NOBODY', {}, ['Channel name is not recognised (does not appear in manifest)']],
  ['its name is one of JavaScript', 'constructor', {}, ['Channel name is not recognised (does not appear in manifest)']],
  ['its type is missing', 'S1', { type: null }, ['channel_dtype attribute is missing']],
  ['its type is a number', 'S1', { type: 5 }, [wrongType]],
  ['its type is of fixed length', 'S1', { type: fixed('scalar') }, [wrongType]],
  ["its type is not the manifest's", 'S1', { type: 'vector', datasets: { data: floats(1) } }, [wrongType]],
  ['its type is colour', 'IMAGE', { type: 'rgb-image', datasets: { data: bytes(2, 2, 3) } }, [wrongType]],
  ['there is more beside its data', 'S1', { datasets: { data: 1, more: 2 } }, [unexpected]],
  ['there is a group beside its curve', 'WAVE', waveform({ z: 'group' }), [unexpected]],
  ['it is a list in the root', 'S1', { dataset: floats(1, 2), type: 'scalar' }, [unexpected]],
  ['it is a dataset without a type', 'S1', { dataset: 1 }, ['channel_dtype attribute is missing']],
  ...(['S1', 'IMAGE', 'FLOATS', 'VECTOR'] as const).map((name, i): RefusedChannel => {
    const type = ['scalar', 'image', 'float_image', 'vector'][i] ?? '';
    return [`its ${type} has no data`, name, { type, datasets: {} }, ['data attribute is missing']];
  }),
  ['its curve has no x', 'WAVE', onlyY, ['x attribute is missing']],
  ['its curve has neither', 'WAVE', { type: 'waveform', datasets: {} }, ['x attribute is missing', 'y attribute is missing']],
  ['its scalar has two elements', 'S1', scalar(floats(1, 2)), ['data has wrong datatype']],
  ['its scalar is a list of one text', 'S1', scalar(texts('a')), ['data has wrong datatype']],
  ['its image is one number', 'IMAGE', image(5), ['data has wrong datatype, should be ndarray', notPixels]],
  ['its image is of floats', 'IMAGE', image({ data: new Float64Array(4), shape: [2, 2] }), [notPixels]],
  ['its image is int16', 'IMAGE', image({ data: new Int16Array(4), shape: [2, 2] }), [notPixels]],
  ['its image is int32', 'IMAGE', image({ data: new Int32Array(4), shape: [2, 2] }), [notPixels]],
  ['its image is one line', 'IMAGE', image(pixels(4)), ['data has wrong shape']],
  ['its float image is one line', 'FLOATS', { type: 'float_image', datasets: { data: floats(1, 2) } }, ['data has wrong shape']],
  [
    ...(['its float image is one text', 'FLOATS', { type: 'float_image', datasets: { data: 'abc' } }] as const),
    ['data has wrong datatype, should be ndarray', 'data has wrong shape'],
  ],
  ['its x is one number', 'WAVE', waveform({ x: 5 }), ['x attribute must be a list of floats', 'x attribute has wrong shape']],
  ['its y is one number', 'WAVE', waveform({ y: 5 }), ['y attribute must be a list of floats', 'y attribute has wrong shape']],
  ['its x is of texts', 'WAVE', waveform({ x: texts('a', 'b') }), ['x attribute must be a list of floats', `x ${notFloats}`]],
  [
    'its y is of rows',
    'WAVE',
    waveform({ y: { data: new Float64Array(4), shape: [2, 2] } }),
    ['y attribute must be a list of floats', `y ${notFloats}`],
  ],
  ['its vector is of texts', 'VECTOR', vector(texts('a', 'b')), ['data has wrong datatype, should be list[float]']],
  ['its vector is one text', 'VECTOR', vector('a'), ['data has wrong datatype, should be list[float]']],
  [
    'its vector is of rows',
    'VECTOR',
    vector({ data: new Float64Array(4), shape: [2, 2] }),
    ['data has wrong datatype, should be list[float]'],
  ],
  ...wrongAttributes.map(
    ([name, attribute, value]): RefusedChannel => [
      `${name} has ${attribute} ${JSON.stringify(value)}`,
      name,
      { ...attributesOf[name], attributes: { [attribute]: value } },
      [wrong(attribute)],
    ],
  ),
  [
    'it has one label for two',
    'VECTOR',
    { ...vector(floats(1, 2)), attributes: { labels: texts('a') } },
    ['labels attribute has wrong length'],
  ],
  ['its labels are numbers', 'VECTOR', { ...vector(floats(1, 2)), attributes: { labels: floats(1, 2) } }, [wrong('labels')]],
  [
    ...(['its labels are few and of fixed length', 'VECTOR'] as const),
    { ...vector(floats(1, 2)), attributes: { labels: { data: ['ab'], shape: [1], dtype: 'S2' } } },
    [wrong('labels'), 'labels attribute has wrong length'],
  ],
];
