/** Between Electron's two sides. The exporter's contract goes over them as it is; nothing else does. */
export const channels = {
  /** Command and request; answered by a result. */
  call: 'exporter:call',
  /** The page is ready: a batch with a snapshot comes. */
  subscribe: 'exporter:subscribe',
  /** A batch's number and its events. */
  events: 'exporter:events',
  /** The number of a batch that the page has taken. */
  taken: 'exporter:taken',
} as const;
