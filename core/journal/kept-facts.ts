import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { MetadataSet, OutOfService } from '../contract/api.ts';
import type { JournalNote } from '../contract/notes.ts';
import { pageSize } from './reader.ts';
import { metadataSetRowSchema, noteRowSchema, serviceRowSchema } from './rows.ts';

/** What people set while it ran, and who set it. */
export function keptFacts(database: DatabaseSync) {
  const addNote = database.prepare('INSERT INTO notes (at, by, what, facts) VALUES (?, ?, ?, ?)');
  const newestNotes = database.prepare('SELECT at, by, what, facts FROM notes ORDER BY id DESC LIMIT ?');
  const takeOut = database.prepare(
    'INSERT INTO out_of_service (device, facts) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET facts = excluded.facts',
  );
  const takeBack = database.prepare('DELETE FROM out_of_service WHERE device = ?');
  const allOut = database.prepare('SELECT device, facts FROM out_of_service ORDER BY device');
  const setMetadata = database.prepare(
    'INSERT INTO metadata (only_row, facts) VALUES (1, ?) ON CONFLICT (only_row) DO UPDATE SET facts = excluded.facts',
  );
  const getMetadata = database.prepare('SELECT facts FROM metadata');

  return {
    note({ at, by, what, facts }: JournalNote): void {
      addNote.run(at, by, what, JSON.stringify(facts));
    },
    notes: (limit: number): JournalNote[] => z.array(noteRowSchema).parse(newestNotes.all(pageSize(limit))),
    setOutOfService(device: string, service: OutOfService | null): void {
      if (service === null) takeBack.run(device);
      else takeOut.run(device, JSON.stringify(service));
    },
    outOfService: (): Record<string, OutOfService> =>
      Object.fromEntries(
        z
          .array(serviceRowSchema)
          .parse(allOut.all())
          .map(({ device, facts }) => [device, facts]),
      ),
    setMetadata(metadata: MetadataSet): void {
      setMetadata.run(JSON.stringify(metadata));
    },
    metadata(): MetadataSet {
      const row = getMetadata.get();
      return row === undefined ? {} : metadataSetRowSchema.parse(row).facts;
    },
  };
}
