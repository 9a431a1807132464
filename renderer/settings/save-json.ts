import { download } from '../parts/download.ts';

export function saveJson(settings: unknown, name: string): void {
  download(name, 'application/json', [`${JSON.stringify(settings, null, 2)}\n`]);
}
