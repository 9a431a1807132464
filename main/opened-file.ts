import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Of HDF5 files, also by other programs: NeXus, CXI, MATLAB from 7.3. */
export const hdf5Endings = ['h5', 'hdf5', 'hdf', 'he5', 'nxs', 'nx', 'cxi', 'mat'];
const hdf5Name = new RegExp(`\\.(${hdf5Endings.join('|')})$`, 'i');

/** The HDF5 file that a start of this program names, as a whole path: a file manager's "Open with" puts it among the arguments. */
export function openedFile(argv: readonly string[], folder: string): string | null {
  const named = argv
    .slice(1)
    .map(pathOf)
    .findLast((word) => !word.startsWith('-') && hdf5Name.test(word));
  if (named === undefined) return null;
  return isAbsolute(named) ? named : resolve(folder, named);
}

/** Desktops of Linux hand a file over as an address: the package's entry in their menus asks for `%U`. */
function pathOf(word: string): string {
  try {
    return /^file:\/\//i.test(word) ? fileURLToPath(word) : word;
  } catch {
    return word; // of another machine
  }
}

const sentSchema = z.object({ opened: z.string().nullable() });

/** As a second start of this program sends it to the first. */
export function openedFileOf(sent: unknown): string | null {
  return sentSchema.safeParse(sent).data?.opened ?? null;
}
