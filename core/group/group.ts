import { isoTime } from '../clock.ts';
import { ExporterError, type Failure, toError, toFailure } from '../contract/errors.ts';
import { toFacts } from '../pulses/pulse.ts';
import type { Setup } from '../settings/schema.ts';
import { compareEpochs, type Epoch } from './epoch.ts';
import { type Following, follow } from './following.ts';
import { groupCommands } from './group-commands.ts';
import { type Kept, readKept } from './kept.ts';
import { type Leading, lead } from './leading.ts';
import { aloneFacts } from './no-group.ts';
import type { Group, GroupPorts, GroupStart } from './port.ts';
import { watchRivals } from './rivals.ts';
import { mayNotLead, nobodyToFollow, noLeader, nothingAlone, nothingToLead, stoodDown } from './sentences.ts';

const tickMs = 250;

/** This exporter in its group: leader, follower or alone, one after the other. */
export async function createGroup(start: GroupStart, ports: GroupPorts): Promise<Group> {
  const { name, group } = start;
  const { clock, journal } = ports;
  const others = group.leaders.filter((each) => each.name !== name);
  const own = group.leaders.find((each) => each.name === name);
  const kept: Kept = await readKept(journal);
  const stopping = new AbortController();
  const judged = new Set<() => void>();
  let leading: Leading | null = null;
  /** What it leads with, or led last. */
  let led: Setup | null = null;
  let following: Following | null = null;
  let highest: Epoch = kept.epoch ?? { epoch: 0, leader: '' };
  let orders = start.orders;
  let trouble: string | null = null;
  let told = '';
  /** It captures for itself. Between two roles it has none: what it took alone then, its group would take as well. */
  let alone = false;
  let changing = Promise.resolve();

  const timer = setInterval(tick, tickMs);
  timer.unref();

  function tick(): void {
    leading?.tick();
    following?.tick();
    tellFacts();
    if (leading === null || leading.unjudged() === 0) for (const resolve of judged) resolve();
  }

  function notice(what: Failure): void {
    ports.emit({ type: 'group/noticed', notice: what, at: isoTime(clock) });
  }

  function tellFacts(): void {
    const facts = leading?.facts() ?? following?.facts() ?? (alone ? aloneFacts(highest) : null);
    const text = JSON.stringify(facts);
    if (facts === null || text === told) return;
    told = text;
    ports.emit({ type: 'group/changed', group: facts });
  }

  /** One change of role after the other; the next one goes on after a failure. */
  function change(work: () => Promise<void>): Promise<void> {
    if (stopping.signal.aborted)
      return Promise.reject(new ExporterError('STOPPED', `${name} is stopping: it takes no other role. Start it again.`));
    const changed = changing.then(work).finally(tellFacts);
    changing = changed.catch(() => undefined); // whoever asked is told
    return changed;
  }

  async function leaveRole(inGoodOrder: boolean): Promise<void> {
    ports.listen(null);
    const [wasLeading, wasFollowing] = [leading, following];
    alone &&= wasLeading === null && wasFollowing === null;
    leading = null;
    following = null;
    await wasLeading?.close(inGoodOrder);
    await wasFollowing?.close(inGoodOrder);
  }

  async function seen(epoch: Epoch): Promise<void> {
    if (compareEpochs(epoch, highest) <= 0) return;
    highest = epoch;
    await journal.keepGroup('epoch', epoch);
  }

  function onSeen(epoch: Epoch): void {
    seen(epoch).catch((error: unknown) => notice(toFailure(error)));
  }

  async function startFollowing(): Promise<void> {
    if (others.length === 0) throw toError(nobodyToFollow(name));
    await leaveRole(true);
    following = follow({ ...start, others, highest, kept }, { ...ports, notice, onEpoch: onSeen });
    following.setTrouble(trouble);
    ports.listen(following.listener);
    ports.onFollow();
  }

  /** Where another leads already, it is followed: who comes back does not push in. */
  async function startLeading(): Promise<void> {
    orders = { ...orders, schedule: start.setup?.schedule ?? orders.schedule };
    const rivals = watchRivals(ports.wire, others, () => undefined);
    if (others.length > 0) await clock.sleep(group.gatherMs, stopping.signal);
    const heard = rivals.heard();
    await rivals.close();
    if (stopping.signal.aborted) return;
    const mine = { epoch: highest.epoch, leader: name };
    if (heard !== null && compareEpochs(heard, highest) >= 0) {
      onSeen(heard);
      notice(stoodDown(mine, heard));
      return startFollowing();
    }
    if (heard !== null) await seen(heard);
    await claim(start.setup);
  }

  async function claim(setup: Setup | null): Promise<void> {
    if (own === undefined) throw toError(mayNotLead(name));
    if (setup === null) throw toError(nothingToLead(name));
    const topic = group.topic ?? kept.setup?.topic ?? null;
    await ports.use(setup, topic);
    await leaveRole(false);
    const before = highest;
    const epoch = { epoch: before.epoch + 1, leader: name };
    await seen(epoch);
    const pins = kept.pins ?? group.pins;
    const begun = await lead(
      { ...start, setup, topic, orders, pins, epoch, own, others },
      { ...ports, notice, onOutranked, signal: stopping.signal },
    ).catch(async (error: unknown) => {
      highest = before; // nobody has heard of the new epoch, and with it who leads now would look outranked
      await journal.keepGroup('epoch', before);
      throw error;
    });
    [leading, led] = [begun, setup];
    kept.last = { ...epoch, seq: 0 }; // once it follows it asks for all that the next leader announced, verdicts of its own pulses among it
    await journal.keepGroup('last', kept.last);
    begun.setTrouble(trouble);
    ports.listen(begun.listener);
    begun.ready.then(() => (leading === begun ? ports.onLead(orders) : undefined)).catch((error: unknown) => notice(toFailure(error)));
  }

  function onOutranked(newer: Epoch): void {
    const mine = leading?.epoch;
    if (mine === undefined || compareEpochs(newer, mine) <= 0) return;
    onSeen(newer);
    const standDown = () => {
      if (newer.leader === name) return claim(led); // an earlier life of its own, which its journal has forgotten
      notice(stoodDown(mine, newer));
      return startFollowing();
    };
    change(async () => (leading?.epoch === mine ? standDown() : undefined)).catch((error: unknown) => notice(toFailure(error)));
  }

  async function leave(): Promise<void> {
    const { setup } = start;
    if (setup === null) throw toError(nothingAlone(name));
    await leaveRole(true);
    ports.left();
    await ports.use(setup, null);
    beAlone(setup);
  }

  function beAlone(setup: Setup | null): void {
    alone = true;
    if (setup !== null) ports.onAlone(setup);
  }

  function leadingNow(): Leading {
    if (leading !== null) return leading;
    throw toError(noLeader(group.leaders.map((each) => each.name)));
  }

  const commands = groupCommands({
    change,
    leads: () => leading !== null,
    follows: () => following !== null,
    leading: leadingNow,
    lead() {
      const { setup, plan } = following?.kept() ?? kept;
      const followed = following !== null;
      if (plan !== null) orders = { schedule: plan.schedule, metadata: plan.metadata, outOfService: plan.outOfService };
      return claim(setup?.setup ?? start.setup).catch(async (error: unknown) => {
        if (followed && following === null) await startFollowing();
        throw error;
      });
    },
    follow: startFollowing,
    leave,
    note: (what, by, facts) => journal.note({ at: isoTime(clock), by, what, facts }),
    keepPins: (pins) => journal.keepGroup('pins', pins),
  });

  let stopped: Promise<void> | undefined;

  return {
    commands,
    role: () => (leading !== null ? 'leader' : following !== null ? 'follower' : alone ? 'alone' : null),
    begin: () =>
      change(async () => {
        if (group.role === 'leader') await startLeading();
        else if (group.role === 'follower') await startFollowing();
        else beAlone(start.setup);
      }),
    announce({ pulse, ...choice }) {
      const { entry, devices } = leadingNow().announce({ pulse: toFacts(pulse), ...choice });
      return { metadata: entry.metadata, record: entry.record, devices };
    },
    plan: () => (leading === null ? (following?.kept().plan ?? null) : leading.plan()),
    kept: () => leading?.kept() ?? Promise.resolve(),
    async forward(command, request) {
      if (following === null) throw toError(noLeader(others.map((each) => each.name)));
      const result = await following.command(command, request);
      if (!result.ok) throw toError(result.failure);
      return result.value;
    },
    ordersChanged(now) {
      if (following !== null) return;
      orders = { ...orders, ...now };
      leading?.setOrders(orders);
    },
    setTrouble(sentence) {
      trouble = sentence;
      leading?.setTrouble(sentence);
      following?.setTrouble(sentence);
    },
    whenJudged: () =>
      new Promise<void>((resolve) => {
        if (leading === null || leading.unjudged() === 0) return resolve();
        const done = () => {
          judged.delete(done);
          resolve();
        };
        judged.add(done);
      }),
    stop: () => (stopped ??= stopOnce()),
  };

  async function stopOnce(): Promise<void> {
    stopping.abort();
    await changing;
    clearInterval(timer);
    for (const resolve of judged) resolve();
    const followed = following !== null;
    await leaveRole(true);
    if (followed) ports.left();
  }
}
