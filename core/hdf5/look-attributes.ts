import { getAttribute } from './get.ts';
import type { H5, Scratch } from './h5.ts';

export function bitDepthOf(h5: H5, scratch: Scratch, file: bigint, channel: string): number | null {
  if (!h5.get_attribute_names(file, `/${channel}`).includes('bit_depth')) return null;
  const found = getAttribute(h5, scratch, file, `/${channel}`, 'bit_depth');
  return found.kind === 'int64' ? Number(found.value) : null;
}

/** null where there is none, or an empty one. */
export function textIn(h5: H5, scratch: Scratch, file: bigint, channel: string, name: string): string | null {
  if (!h5.get_attribute_names(file, `/${channel}`).includes(name)) return null;
  const found = getAttribute(h5, scratch, file, `/${channel}`, name);
  return found.kind === 'text' && found.value !== '' ? found.value : null;
}
