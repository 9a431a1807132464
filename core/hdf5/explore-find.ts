import { ExporterError } from '../contract/errors.ts';
import type { H5 } from './h5.ts';

/** Soft links that lead to soft links. */
const longestWay = 32;

export type FoundObject =
  /** `path` has no link in it any more. */
  { kind: 'object'; path: string; type: number } | { kind: 'unresolved'; link: 'soft' | 'external'; target: string };

/**
 * Goes to an object step by step. External links are named and never followed: HDF5 would open whatever file of this machine they name. NOT_FOUND where a part of the path
 * itself is not there; a soft link that leads nowhere is `unresolved`.
 */
export function findObject(h5: H5, file: bigint, path: string): FoundObject {
  return follow(h5, file, path, { at: [], left: partsOf(path), isKnown: false });
}

/** As `findObject`, of a name that `childrenOf` has told of this group: a group of 10,000 is not listed once more for each of them. */
export function findChild(h5: H5, file: bigint, group: string, name: string): FoundObject {
  return follow(h5, file, pathOf([...partsOf(group), name]), { at: partsOf(group), left: [name], isKnown: true });
}

/** `isKnown`: the first part that is left is there. */
type Way = { at: string[]; left: string[]; isKnown: boolean };

function follow(h5: H5, file: bigint, path: string, way: Way): FoundObject {
  let { at, left, isKnown } = way;
  let links = 0;
  let firstSoft: string | null = null;
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (!isKnown && !childrenOf(h5, file, pathOf(at)).includes(part)) {
      if (firstSoft !== null) return { kind: 'unresolved', link: 'soft', target: firstSoft };
      throw new ExporterError('NOT_FOUND', `There is no ${path} in this file.`);
    }
    isKnown = false;
    const here = pathOf([...at, part]);
    const { filename, obj_path } = h5.get_external_link(file, here);
    if (filename !== undefined) return { kind: 'unresolved', link: 'external', target: `${filename}:${obj_path}` };
    const target: string | null = h5.get_symbolic_link(file, here);
    if (target === null) at = [...at, part];
    else {
      firstSoft ??= target;
      if (++links > longestWay) return { kind: 'unresolved', link: 'soft', target: firstSoft };
      if (target.startsWith('/')) at = [];
      left = [...partsOf(target), ...left];
    }
  }
  return { kind: 'object', path: pathOf(at), type: at.length === 0 ? h5.H5G_GROUP : h5.get_type(file, pathOf(at)) };
}

/** Of a group; nothing of anything else. */
export function childrenOf(h5: H5, file: bigint, path: string): string[] {
  if (path !== '/' && h5.get_type(file, path) !== h5.H5G_GROUP) return [];
  return h5.get_names(file, path, false);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

export function pathOf(parts: readonly string[]): string {
  return `/${parts.join('/')}`;
}
