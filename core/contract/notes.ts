export const noteSubjects = ['metadata', 'service', 'schedule', 'skipped', 'lost', 'broken', 'group', 'plan', 'uploads', 'alarm'] as const;
export type NoteSubject = (typeof noteSubjects)[number];

/** What was changed while it ran, with who and when; `facts` are of each subject its own. */
export type JournalNote = {
  /** ISO 8601. */
  at: string;
  /** A person, or "exporter", or "leader". */
  by: string;
  what: NoteSubject;
  facts: Record<string, unknown>;
};

export type NoteApi = {
  /** Newest first; `limit` up to 1000. Of this exporter's own journal: in a group the leader's knows who. */
  listNotes(request: { limit: number }): Promise<JournalNote[]>;
};
export const noteCommands = ['listNotes'] as const satisfies readonly (keyof NoteApi)[];
