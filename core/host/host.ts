import { isDeepStrictEqual } from 'node:util';
import type { ByteRoutes } from '../byte-routes.ts';
import type { EventListener } from '../contract/api.ts';
import { ExporterError, messageOf, type Result, toFailure } from '../contract/errors.ts';
import type { SettingsApi, SettingsFacts } from '../contract/settings.ts';
import { createDispatch } from '../dispatch.ts';
import type { RunningExporter } from '../exporter.ts';
import { checkSettings } from '../settings/parse-settings.ts';
import { badSettings } from '../settings/problem.ts';
import { type Connections, noConnections } from './connections.ts';
import { noSecretStore, type SecretStore } from './secret-store.ts';
import type { SettingsStore } from './settings-store.ts';

export type HostPorts = {
  store: SettingsStore;
  /** Left out: it keeps none. */
  secrets?: SecretStore;
  /** Left out: none is tried. */
  connections?: Connections;
  /** A whole exporter with these settings, not begun; null: on the simulated facility. It holds nothing open where it rejects. */
  open(settings: unknown): Promise<RunningExporter>;
  /** Something failed that nobody waits for. */
  onTrouble(error: unknown): void;
};

/**
 * The program around an exporter, as screens see it: one door and one stream of events, behind which the exporter is begun anew when its settings change.
 */
export type Host = {
  dispatch(command: unknown, request: unknown): Promise<Result<unknown>>;
  /** What screens draw; of the exporter as it is now. */
  bytes: ByteRoutes;
  /** A snapshot is first, and again after each change of the settings. */
  subscribe(listener: EventListener): () => void;
  /** Takes up what is owed and begins the schedule. */
  begin(): Promise<void>;
  /** The exporter has stopped by itself, and said why: false. */
  ended: Promise<false>;
  /** In good order. Twice is once. */
  stop(): Promise<void>;
};

/** Rejects where the settings that are kept can't be used: what is wrong with them must be put right first. */
export async function openHost({ store, secrets = noSecretStore, connections = noConnections, open, onTrouble }: HostPorts): Promise<Host> {
  const listeners = new Map<EventListener, () => void>();
  let exporter = await open(await store.read());
  let dispatch = createDispatch(exporter, settingsApi());
  let changing: Promise<unknown> = Promise.resolve();
  let begun = false;
  let stopped: Promise<void> | undefined;
  let isChanging = false;
  /** Nothing could be opened after the last change. */
  let isDown = false;
  const ended = Promise.withResolvers<false>();
  watch(exporter);

  function settingsApi(): SettingsApi {
    return {
      getSettings: () => facts(),
      async checkSettings({ settings }) {
        const checked = checkSettings(settings);
        return checked.ok
          ? { ok: true, problems: [], warnings: checked.warnings }
          : { ok: false, problems: checked.problems, warnings: [] };
      },
      applySettings: ({ settings, onto }) =>
        oneByOne(async () => {
          if (onto !== undefined && !isDeepStrictEqual(onto, await store.read()))
            throw new ExporterError(
              'BUSY',
              'Somebody else has changed the settings meanwhile: nothing was applied. Look at them again and apply once more.',
            );
          return change(settings);
        }),
      undoSettings: () =>
        oneByOne(async () => {
          const before = await store.before();
          if (before === undefined) throw new ExporterError('BAD_REQUEST', 'There are no earlier settings to go back to.');
          return change(before);
        }),
      testConnection: (request) => connections.test(request),
      getSecrets: async () => secrets.facts(),
      async keepSecret({ name, value }) {
        await secrets.keep(name, value);
        return secrets.facts();
      },
    };
  }

  async function facts(): Promise<SettingsFacts> {
    return { settings: await store.read(), where: store.where, canUndo: (await store.before()) !== undefined };
  }

  function oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = changing.then(work);
    changing = done.catch(() => undefined); // told to who asked for it
    return done;
  }

  /** The exporter before has let go of its folder and its journal before the next one takes them. */
  async function change(settings: unknown): Promise<SettingsFacts> {
    if (stopped !== undefined) throw new ExporterError('STOPPED', 'The exporter is stopping: its settings are not changed any more.');
    const checked = settings === null ? null : checkSettings(settings);
    if (checked?.ok === false) throw badSettings(checked.problems);
    const before = await store.read();
    isChanging = true;
    try {
      await exporter.stop();
      use(await open(settings));
      await store.write(settings);
    } catch (error) {
      await exporter.stop(); // the new one, where only the keeping failed
      await takeBack(before, error);
      throw error;
    } finally {
      isChanging = false;
      if (begun && !isDown) beginWith(exporter).catch(onTrouble);
    }
    return facts();
  }

  /** The screens stay, so that settings can be put right. */
  async function takeBack(before: unknown, why: unknown): Promise<void> {
    try {
      use(await open(before));
    } catch (error) {
      isDown = true;
      const sentence = `Neither these settings can be used nor those of before, so that nothing is captured now. These: ${messageOf(why)} Before: ${messageOf(error)}`;
      throw new ExporterError(toFailure(why).code, sentence, { cause: error });
    }
  }

  async function beginWith(next: RunningExporter): Promise<void> {
    try {
      await next.begin();
    } catch (error) {
      if (next === exporter && !isChanging && stopped === undefined) throw error; // else it was stopped in the middle of it
    }
  }

  function watch(next: RunningExporter): void {
    next.subscribe(({ type }) => {
      if (type === 'exporter/stopped' && !isChanging) ended.resolve(false);
    });
  }

  function use(next: RunningExporter): void {
    exporter = next;
    isDown = false;
    watch(next);
    dispatch = createDispatch(next, settingsApi());
    for (const [listener, unsubscribe] of listeners) {
      unsubscribe();
      listeners.set(listener, next.subscribe(listener));
    }
  }

  async function stopOnce(): Promise<void> {
    await Promise.all([connections.stop(), changing]);
    await exporter.stop();
  }

  return {
    dispatch: (command, request) => dispatch(command, request),
    bytes: (path, signal) => exporter.bytes(path, signal),
    subscribe(listener) {
      listeners.set(listener, exporter.subscribe(listener));
      return () => {
        listeners.get(listener)?.();
        listeners.delete(listener);
      };
    },
    begin() {
      begun = true;
      return beginWith(exporter);
    },
    ended: ended.promise,
    stop: () => (stopped ??= stopOnce()),
  };
}
