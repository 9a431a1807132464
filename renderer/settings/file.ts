import { messageOf } from '../../core/contract/errors.ts';
import { isRecord } from '../../core/contract/is-record.ts';

/** Larger is no settings file. */
const largestBytes = 8 * 1024 * 1024;

/** A JSON file that a person chose. Rejects with a sentence for them. */
export async function readJsonFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<unknown> {
  if (file.size > largestBytes) throw new Error(`${file.name} has ${Math.round(file.size / 1e6)} MB: that is no settings file.`);
  const settings = parsed(await file.text(), file.name);
  if (!isRecord(settings)) throw new Error(`${file.name} holds no settings: these are an object, { … }.`);
  return settings;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${name} is no JSON: ${messageOf(error)}`);
  }
}
