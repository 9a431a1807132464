import type { MessageBoxOptions } from 'electron';

type Cancelled = { preventDefault(): void };

export type ClosingPorts = {
  isOnDuty(): boolean;
  isQuitting(): boolean;
  /** Answers the number of the button. */
  ask(question: MessageBoxOptions): Promise<{ response: number }>;
  toTray(): void;
  quit(): void;
  onTrouble(error: unknown): void;
};

const buttons = ['Go on in the tray', 'Stop and quit', 'Cancel'];
const question: MessageBoxOptions = {
  ...{ type: 'question', buttons, defaultId: 0, cancelId: 2, noLink: true },
  title: 'Facility Data Exporter',
  message: 'This exporter is on duty: pulses are being captured.',
  detail:
    'In the tray it goes on without a window; its icon, or starting the program again, brings the window back. Stop and quit ends the capture in flight with what it has, and begins no new one.',
};

/** What happens when a person closes the window: of an exporter on duty it is asked, once at a time. */
export function createClosing({ isOnDuty, isQuitting, ask, toTray, quit, onTrouble }: ClosingPorts): (event: Cancelled) => void {
  let isAsking = false;
  return (event) => {
    if (isQuitting() || !(isAsking || isOnDuty())) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    ask(question)
      .then(({ response }) => {
        if (response === 0) toTray();
        if (response === 1) quit();
      })
      .catch(onTrouble)
      .finally(() => {
        isAsking = false;
      });
  };
}
