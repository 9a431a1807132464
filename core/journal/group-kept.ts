import type { DatabaseSync } from 'node:sqlite';
import type { GroupKey } from './port.ts';
import { anyFactsRowSchema } from './rows.ts';

/** The few facts that a member of a group starts with again. */
export function groupKept(database: DatabaseSync) {
  const put = database.prepare('INSERT INTO group_kept (key, facts) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET facts = excluded.facts');
  const get = database.prepare('SELECT facts FROM group_kept WHERE key = ?');

  return {
    keepGroup(key: GroupKey, facts: unknown): void {
      put.run(key, JSON.stringify(facts ?? null));
    },
    groupKept(key: GroupKey): unknown {
      const row = get.get(key);
      return row === undefined ? null : anyFactsRowSchema.parse(row).facts;
    },
  };
}
