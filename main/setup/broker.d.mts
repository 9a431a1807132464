export function ensureBroker(): Promise<{ available: true; jars: string } | { available: false; reason: string }>;
