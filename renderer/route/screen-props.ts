import type { Theme } from '../look/theme.ts';

/** What a screen is told. `open`: what is opened on it, by whatever the screen knows things by. */
export type ScreenProps = { theme: Theme; open: string | null };
