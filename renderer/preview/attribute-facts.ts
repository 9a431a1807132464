import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { Fact } from './provenance.ts';

type Attributes = PreviewChannel['attributes'];

/** What the file says of a channel beside its values, in words; a name that is nobody's here stays as the file has it. */
export function attributeFacts(attributes: Attributes): Fact[] {
  return Object.entries(attributes).flatMap(([name, value]): Fact[] => {
    const says = Array.isArray(value) ? value.join(', ') : String(value);
    const axis = /^([xy])_pixel_(size|units)$/.exec(name);
    if (axis === null) return [{ name: names[name] ?? name, says: `${says}${units[name] ?? ''}` }];
    if (axis[2] === 'units') return [];
    const unit = attributes[`${axis[1]}_pixel_units`];
    return [{ name: `Pixel, ${axis[1]}`, says: unit === undefined ? says : `${says} ${unit}` }];
  });
}

const names: Readonly<Record<string, string>> = {
  ...{ exposure_time_s: 'Exposure', gain: 'Gain', bit_depth: 'Depth' },
  ...{ labels: 'Labels', checksum: 'Checksum' },
};
const units: Readonly<Record<string, string>> = { exposure_time_s: ' s', bit_depth: ' bits' };
