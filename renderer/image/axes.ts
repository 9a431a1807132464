import type { PreviewChannel } from '../../core/contract/preview.ts';

/** One pixel of the image is so long. Pixels that were left out when it was read are counted too. */
export type Axis = { size: number; units: string };
export type Axes = { x: Axis; y: Axis };
type Attributes = PreviewChannel['attributes'];

/** In the units of the file where it has them for that axis. */
export function axesOf(attributes: Attributes, isPhysical: boolean, every: number): Axes {
  const axis = (name: 'x' | 'y') => {
    const size = isPhysical ? sizeOf(attributes, name) : null;
    return size === null ? { size: every, units: 'px' } : { size: size * every, units: unitsOf(attributes, name) };
  };
  return { x: axis('x'), y: axis('y') };
}

export function hasPixelSize(attributes: Attributes): boolean {
  return sizeOf(attributes, 'x') !== null || sizeOf(attributes, 'y') !== null;
}

function sizeOf(attributes: Attributes, name: 'x' | 'y'): number | null {
  const size = attributes[`${name}_pixel_size`];
  return typeof size === 'number' && size > 0 && Number.isFinite(size) ? size : null;
}

function unitsOf(attributes: Attributes, name: 'x' | 'y'): string {
  const units = attributes[`${name}_pixel_units`];
  return typeof units === 'string' && units !== '' ? units : 'units';
}
