import { create } from 'zustand';

/** The file that a person has opened with this program, until it is put away. */
export const useOpenedFile = create<{ path: string | null }>()(() => ({ path: null }));

export function openFile(path: string): void {
  useOpenedFile.setState({ path });
}

export function putFileAway(): void {
  useOpenedFile.setState({ path: null });
}
