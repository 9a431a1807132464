import { type Failure, toError, toFailure } from '../../../contract/errors.ts';
import type { Perhaps } from '../topic-log.ts';
import { type Address, type BrokerConnection, nameOf } from './client.ts';
import type { Cluster, Partition } from './cluster.ts';
import { wasTimeout } from './failures.ts';

/** `moved`: worth asking once more, where the partition's leader is by then. */
export type Asked<A> = { kind: 'answer'; value: A } | { kind: 'moved'; failure: Failure } | { kind: 'failed'; failure: Failure };

type Ask<Q, A> = (broker: BrokerConnection, questions: readonly Q[]) => Promise<Asked<A>[]>;
type Open<Q> = { question: Q; index: number };

/**
 * Asks each partition's leader, all leaders at once, and answers in the order of the questions. Partitions that have moved, or whose broker has gone, are
 * looked up and asked once more. Throws only if no broker answered at all.
 */
export async function askLeaders<Q extends Partition, A>(cluster: Cluster, questions: readonly Q[], ask: Ask<Q, A>): Promise<Perhaps<A>[]> {
  const answers: Perhaps<A>[] = [];
  let reached = false;
  let open: Open<Q>[] = questions.map((question, index) => ({ question, index }));

  function settle({ index }: Open<Q>, asked: Asked<A>): void {
    answers[index] = asked.kind === 'answer' ? { ok: true, value: asked.value } : { ok: false, failure: asked.failure };
  }

  async function askOne(address: Address, group: readonly Open<Q>[]): Promise<Open<Q>[]> {
    try {
      const asked = await cluster.use(address, (broker) =>
        ask(
          broker,
          group.map(({ question }) => question),
        ),
      );
      reached = true;
      return group.filter((one, at) => {
        const answer = asked[at];
        if (answer) settle(one, answer);
        return answer?.kind === 'moved';
      });
    } catch (error) {
      const failed = { kind: 'failed', failure: toFailure(error) } as const;
      for (const one of group) settle(one, failed);
      return wasTimeout(error) || failed.failure.code === 'STOPPED' ? [] : [...group];
    }
  }

  async function round(fresh: boolean): Promise<Open<Q>[]> {
    const places = await cluster.leaders(
      open.map(({ question }) => question),
      fresh,
    );
    const groups = new Map<string, { address: Address; group: Open<Q>[] }>();
    for (const [at, one] of open.entries()) {
      const place = places[at];
      if (!place?.ok) {
        if (place) settle(one, { kind: 'failed', failure: place.failure });
        reached = true;
        continue;
      }
      const known = groups.get(nameOf(place.value));
      if (known) known.group.push(one);
      else groups.set(nameOf(place.value), { address: place.value, group: [one] });
    }
    return (await Promise.all([...groups.values()].map(({ address, group }) => askOne(address, group)))).flat();
  }

  if (open.length === 0) return answers;
  open = await round(false);
  if (open.length > 0) {
    // Where not even a look-up gets through, the first round's failures stand.
    await round(true).catch((error: unknown) => {
      for (const one of open) settle(one, { kind: 'failed', failure: toFailure(error) });
    });
  }
  const first = answers[0];
  if (!reached && first && !first.ok) throw toError(first.failure);
  return answers;
}
