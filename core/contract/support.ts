/** One event, cut short: of long lists the first, of long sentences the beginning. */
export type ToldEvent = { at: string; type: string; facts: Record<string, unknown> };

export type SupportApi = {
  /** What was told lately, for whoever looks into an exporter from afar; oldest first, at most `eventsKept`. */
  recentEvents(request: Record<string, never>): Promise<ToldEvent[]>;
};
export const supportCommands = ['recentEvents'] as const satisfies readonly (keyof SupportApi)[];

export const eventsKept = 500;
