import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * So much of Electron as the bundled program needs to run under Node. When its page is loaded it does what a person would: captures a pulse, waits until that is in the
 * Gateway, keeps a secret, stops the schedule and closes the window; what was answered is a line of JSON on standard output.
 */
type Handler = (event: unknown, ...args: unknown[]) => unknown;
const handlers = new Map<string, Handler>();
const schemes = new Map<string, (request: Request) => Promise<Response>>();
const frame = { url: 'app://exporter/', parent: null };
const seen: Record<string, unknown> = {};
const say = (facts: Record<string, unknown>) => Object.assign(seen, facts);

export const app = Object.assign(new EventEmitter(), {
  requestSingleInstanceLock: () => true,
  whenReady: async () => undefined,
  getPath: () => process.env['TEST_USER_DATA'],
  getVersion: () => '0.0.0-test',
  quit: () => app.emit('before-quit', { preventDefault: () => undefined }),
  exit(code: number) {
    process.stdout.write(`${JSON.stringify({ ...seen, stillAwake: awake.size > 0, exit: code })}\n`, () => process.exit(code));
  },
});

export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
  removeHandler: (channel: string) => handlers.delete(channel),
});

const sender = Object.assign(new EventEmitter(), { isDestroyed: () => false, send: () => undefined });

async function ask(command: string, request: unknown): Promise<unknown> {
  return structuredClone(await handlers.get('exporter:call')?.({ sender, senderFrame: frame }, command, request));
}

export class BrowserWindow extends EventEmitter {
  webContents = new EventEmitter();
  #isDestroyed = false;
  constructor(options: { webPreferences: unknown }) {
    super();
    say({ webPreferences: options.webPreferences });
  }
  async loadURL(url: string): Promise<void> {
    say({ url, page: (await schemes.get('app')?.(new Request(url)))?.status });
    act(this).catch((error: unknown) => {
      console.error(error);
      app.exit(1);
    });
  }
  getNormalBounds() {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return { x: 0, y: 0, width: 1200, height: 800 };
  }
  isMaximized() {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed');
    return false;
  }
  isDestroyed() {
    return this.#isDestroyed;
  }
  /** As Electron: who listens may prevent it; the last window that is closed ends the program. */
  close() {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    this.#isDestroyed = true;
    app.emit('window-all-closed');
  }
}

async function act(window: BrowserWindow): Promise<void> {
  say({ secret: await ask('keepSecret', { name: 'GATEWAY_PASSWORD', value: 'not-for-the-disk', by: 'Ann' }) });
  const { captureId } = answered(await ask('captureNow', { waitForEnd: true }));
  const { verdict, captured, file } = answered(await ask('getCapture', { captureId }));
  say({ capture: { verdict, captured, file } });
  for (;;) {
    const { state } = answered(await ask('getUpload', { captureId }));
    say({ upload: state });
    if (state === 'accepted' || state === 'refused') break;
    await sleep(100); // an upload ends on its own time, and the test has its limit
  }
  await ask('startSchedule', { schedule: { kind: 'seconds', every: 600 } });
  window.close();
  say({ asked, isAwake: awake.size > 0, isClosed: window.isDestroyed() });
  await ask('stopSchedule', {});
  for (; !window.isDestroyed(); await sleep(100)) window.close(); // a capture in flight ends first
}

function answered(result: unknown): Record<string, unknown> {
  if (typeof result === 'object' && result !== null && 'value' in result && typeof result.value === 'object') return { ...result.value };
  throw new Error(`Refused: ${JSON.stringify(result)}`);
}

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme: string, answer: (request: Request) => Promise<Response>) => schemes.set(scheme, answer),
};
export const session = { defaultSession: { setPermissionRequestHandler: () => undefined, setPermissionCheckHandler: () => undefined } };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0xff)),
  decryptString: (encrypted: Buffer) => Buffer.from([...encrypted].map((byte) => byte ^ 0xff)).toString(),
};
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined };
const awake = new Set<number>();
export const powerSaveBlocker = {
  start: () => awake.add(1) && 1,
  stop: (id: number) => awake.delete(id),
};
let asked = '';
export const dialog = {
  /** The last button is "Cancel". */
  async showMessageBox(_: unknown, question: { message: string; buttons: string[] }) {
    asked = question.message;
    return { response: question.buttons.length - 1 };
  },
  showErrorBox: (title: string, text: string) => console.error(title, text),
};
export const shell = { openPath: async () => '', openExternal: async () => undefined };
export class Notification extends EventEmitter {
  show() {}
}
export class Tray extends EventEmitter {}
