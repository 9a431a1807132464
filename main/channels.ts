/** Between Electron's two sides. The exporter's contract goes over them as it is, and what the program around it has to say. */
export const channels = {
  /** Command and request; answered by a result. */
  call: 'exporter:call',
  /** The page is ready: a batch with a snapshot comes. */
  subscribe: 'exporter:subscribe',
  /** A batch's number and its events. */
  events: 'exporter:events',
  /** The number of a batch that the page has taken. */
  taken: 'exporter:taken',
  /** The page is ready for what the program says. */
  shellReady: 'shell:ready',
  shellEvent: 'shell:event',
  /** A file's path in the data folder; answered by a result. */
  showFile: 'shell:show-file',
  /** Answered by a result, when a person has chosen a file or none. */
  chooseFile: 'shell:choose-file',
  /** The whole path of a file that was dropped; answered by a result. */
  openDropped: 'shell:open-dropped',
} as const;
