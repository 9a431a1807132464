/** What was read on one topic since the start and was of no use; counted so that garbage is seen, not silently dropped. */
export type TopicCounts = {
  topic: string;
  undecodable: number;
  unknownSchemas: Record<string, number>;
  statusMessages: number;
  otherSources: number;
};
