import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { FileName } from '../../core/contract/data.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { FolderListing } from '../../core/contract/explorer.ts';
import { useAsk } from '../store/ask.ts';

/** Who closes a file comes back to its folder. null: above all. */
const useEntered = create<{ folder: FileName | null }>()(() => ({ folder: null }));

/** From another screen: its files are to be seen. */
export function enterFolder(folder: FileName | null): void {
  useEntered.setState({ folder });
}

export type FolderLooked = { listing: FolderListing | null; trouble: string | null; enter(folder: FileName | null): void };

export function useFolder(): FolderLooked {
  const ask = useAsk();
  const folder = useEntered((entered) => entered.folder);
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    setTrouble(null);
    ask('exploreFolder', { folder }).then(
      (found) => wanted && setListing(found),
      (error: unknown) => wanted && setTrouble(messageOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [ask, folder]);
  return { listing, trouble, enter: enterFolder };
}
