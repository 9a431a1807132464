import { create } from 'zustand';
import type { PreviewRoute } from './view.ts';

/** What was looked at before the trends, to go back to. */
export const useLastPulse = create<{ route: PreviewRoute }>()(() => ({ route: { kind: 'newest', channel: null } }));
