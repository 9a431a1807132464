export type FoundBrowser = { available: true; path: string } | { available: false; reason: string };
export function findBrowser(root: string): FoundBrowser;
export function ensureBrowser(root: string): Promise<FoundBrowser>;
