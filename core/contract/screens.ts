/** What a person can look at: in the rail of the page, and in the menu of Electron's window. */
export const screens = [
  'pulses',
  'shift',
  'devices',
  'captures',
  'preview',
  'files',
  'group',
  'uploads',
  'test',
  'settings',
  'help',
] as const;
export type ScreenName = (typeof screens)[number];

export const screenTitles: Readonly<Record<ScreenName, string>> = {
  pulses: 'Pulses',
  shift: 'Shift',
  devices: 'Devices',
  captures: 'Captures',
  preview: 'Preview',
  files: 'HDF5 files',
  group: 'Group',
  uploads: 'Uploads',
  test: 'Test capture',
  settings: 'Settings',
  help: 'Help',
};
