/** What a person can look at: in the rail of the page, and in the menu of Electron's window. */
export const screens = ['pulses', 'shift', 'devices', 'captures', 'group', 'uploads', 'settings', 'help'] as const;
export type ScreenName = (typeof screens)[number];

export const screenTitles: Readonly<Record<ScreenName, string>> = {
  pulses: 'Pulses',
  shift: 'Shift',
  devices: 'Devices',
  captures: 'Captures',
  group: 'Group',
  uploads: 'Uploads',
  settings: 'Settings',
  help: 'Help',
};
