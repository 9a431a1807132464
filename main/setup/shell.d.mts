export type Machine = { root: string; env: Record<string, string | undefined>; platform: string; isAdministrator: boolean; proc?: string };
export function findShell(machine: Machine): { available: true; path: string } | { available: false; reason: string };
