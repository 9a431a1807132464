/** Until when a source still has what a capture lacks. */
export type SourceRetention = {
  /** A topic, or a PV. */
  name: string;
  kind: 'kafka' | 'archiver';
  channels: string[];
  /** ISO 8601; null: for good, or nobody can tell. */
  until: string | null;
  sentence: string;
};

/** How long what a capture lacks can still be captured. */
export type Retention = {
  /** Soonest first; none where nothing is lacking. At most `retentionTopics` topics are asked for. */
  sources: SourceRetention[];
  /** The soonest end and what it rests on, for a person. */
  sentence: string;
};
export const retentionTopics = 50;

export type RetentionApi = {
  getRetention(request: { captureId: string }): Promise<Retention>;
};
export const retentionCommands = ['getRetention'] as const satisfies readonly (keyof RetentionApi)[];
