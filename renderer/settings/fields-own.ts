import type { Field } from './field.ts';

export const exporterFields: readonly Field[] = [
  { kind: 'text', path: 'name', label: 'Name', help: 'It goes into every file name: 1 to 40 letters, digits and "-".' },
  { kind: 'text', path: 'dataFolder', label: 'Data folder', help: 'Where HDF5 files go; relative to the settings file.' },
  {
    ...{ kind: 'text', path: 'journalFile', label: 'Journal file', standard: 'beside the settings' },
    help: 'On a local disk, not in a network folder.',
  },
  {
    ...{ kind: 'list', path: 'folders', label: 'Folders of HDF5 files', placeholder: '../archive' },
    help: 'Further folders that “HDF5 files” and Preview may look into, one a line; relative to the settings file.',
  },
];

export const limitFields: readonly Field[] = [
  { kind: 'choice', path: 'hdf5.compression', label: 'Compression', options: { none: 'None', gzip: 'gzip' }, standard: 'none' },
  {
    ...{ kind: 'number', path: 'hdf5.level', label: 'gzip level', standard: '1' },
    ...{ help: '1 to 9; more is slower.', shownIf: { path: 'hdf5.compression', is: 'gzip' } },
  },
  { kind: 'number', path: 'hdf5.writers', label: 'Captures at the same time', standard: '1', help: '1 to 4.' },
  { kind: 'number', path: 'limits.freeDiskMb', label: 'Free disk', unit: 'MB', standard: '500', help: 'Below it no capture begins.' },
  { kind: 'number', path: 'limits.memoryMb', label: 'Memory for values', unit: 'MB', standard: '256', help: 'Between source and file.' },
  { kind: 'number', path: 'limits.dataFolderMb', label: 'Size of the data folder', unit: 'MB', standard: 'no limit' },
  {
    ...{ kind: 'choice', path: 'limits.whenFull', label: 'At that size', standard: 'stop' },
    options: { stop: 'Captures stop', 'drop-oldest': 'The oldest files go (simulation only)' },
  },
  {
    ...{ kind: 'number', path: 'limits.keepUploadedDays', label: 'Keep uploaded files', unit: 'days', standard: 'for ever' },
    help: 'Only files that are whole in the Gateway are ever removed.',
  },
  { kind: 'number', path: 'limits.keepUploadedGb', label: 'Of these at most', unit: 'GB', standard: 'no limit' },
  { kind: 'number', path: 'limits.keepJournalDays', label: 'Journal knows captures of', unit: 'days', standard: '400' },
];
