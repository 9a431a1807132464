import type { ScreenName } from '../../core/contract/screens.ts';

/** Lines in a box of 16 × 16. */
export const icons: Readonly<Record<ScreenName, string>> = {
  pulses: 'M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z',
  shift: 'M8 2a6 6 0 1 0 .01 0M8 5v3.2l2.4 1.6',
  devices: 'M2 4h2M6 4h8M2 8h2M6 8h8M2 12h2M6 12h8',
  captures: 'M3 2h7l3 3v9H3zM10 2v3h3',
  preview: 'M2 3h12v10H2zM2 11l4-4 3 3 2-2 3 3M11 5.5v.01',
  files: 'M2 4h5l1.5 2H14v7H2zM5 9h6M5 11h4',
  group: 'M8 2v4M8 6L3 11M8 6l5 5M8 6v5M2 11h2v3H2zM7 11h2v3H7zM12 11h2v3h-2z',
  uploads: 'M8 11V3M4.5 6.5L8 3l3.5 3.5M2 11v3h12v-3',
  test: 'M8 2a6 6 0 1 0 .01 0M8 6a2 2 0 1 0 .01 0',
  settings: 'M2 4h7M12 4h2M2 12h2M7 12h7M9 2v4h3V2zM4 10v4h3v-4z',
  help: 'M8 2a6 6 0 1 0 .01 0M6 6.3a2 2 0 1 1 2.6 1.9c-.5.2-.6.5-.6 1.1M8 11.2v.6',
};
