import type { FailureCode } from '../contract/errors.ts';
import { afterLogin, afterRace, afterTrouble, type Backoff } from './backoff.ts';

/** What a status 400 for the whole file means. */
export type FileReason = {
  words: RegExp;
  /** May speak of {file}, {pulse} and {record}. */
  sentence: string;
  code: FailureCode;
  /** Sent again after this; otherwise it stays refused. `queue`: no other file would fare better. */
  again?: { backoff: Backoff; blocks: 'file' | 'queue' };
};

const report = 'The exporter writes no such thing: if it wrote this file, report it with the file.';

const fileReasons: readonly FileReason[] = [
  {
    words: /^Session name already exists/i,
    code: 'GATEWAY_BUSY',
    sentence: 'Another exporter made the record of pulse {pulse} at the same moment. {file} is sent again, and then added to it.',
    again: { backoff: afterRace, blocks: 'file' },
  },
  {
    words: /^There is no manifest file stored/i,
    code: 'GATEWAY_NO_MANIFEST',
    sentence:
      'The Gateway has no channel manifest and takes no file without. Let its administrator submit one; uploads go on by themselves then.',
    again: { backoff: afterLogin, blocks: 'queue' },
  },
  {
    words: /error parsing the body/i,
    code: 'GATEWAY_CUT',
    sentence: '{file} did not arrive whole at the Gateway. It is sent again; if that goes on, look at the network or the proxy between.',
    again: { backoff: afterTrouble, blocks: 'file' },
  },
  {
    words: /^a record with this shotnum already exists/i,
    code: 'GATEWAY_REFUSED',
    sentence:
      'The Gateway has pulse {pulse} already, with another time: {file} stays here. Did the pulse IDs start again, or have two exporters announced it with different times?',
  },
  {
    words: /^inconsistent metadata/i,
    code: 'GATEWAY_REFUSED',
    sentence:
      'The Gateway has a record {record} already whose pulse ID, active area or active experiment differ: {file} stays here. Most likely it is another pulse of the same second; else compare both.',
  },
  {
    words: /^Invalid timestamp metadata/i,
    code: 'GATEWAY_REFUSED',
    sentence:
      'The Gateway does not take the timestamp of {file}. If gateway.millisecondTimestamps is on, the Gateway does not know milliseconds yet: switch it off. The file stays here.',
  },
  {
    words: /^epac_ops_data_version/i,
    code: 'GATEWAY_REFUSED',
    sentence: `The Gateway does not take the data version of {file}. ${report}`,
  },
  {
    words: /^(active_area|active_experiment|shotnum) (is missing|has wrong datatype)/i,
    code: 'GATEWAY_REFUSED',
    sentence: `A fact of the pulse in {file} is missing, or not of the type the Gateway wants. ${report}`,
  },
  {
    words: /^Colour images cannot be ingested/i,
    code: 'GATEWAY_REFUSED',
    sentence: 'The Gateway takes no colour images, and {file} has one. Set the camera to mono; this file can be sent without that channel.',
  },
  {
    words: /validation errors? for /i,
    code: 'GATEWAY_REFUSED',
    sentence: 'A fact in {file} has a value the Gateway does not take; its own words name it. The file stays here.',
  },
];

const unknownFileReason: FileReason = {
  words: /(?:)/,
  code: 'GATEWAY_REFUSED',
  sentence: 'The Gateway refuses {file} for a reason that is not known here. The file stays here; its own words may tell what to do.',
};

export function fileReason(words: string): FileReason {
  return fileReasons.find((reason) => reason.words.test(words)) ?? unknownFileReason;
}
