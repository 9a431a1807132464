import { messageOf } from '../../core/contract/errors.ts';
import type { UploadApi } from '../../core/contract/uploads.ts';
import { type Filter, filterRequest, nextQuestion, noPages, type Question, questionsFor, type UploadPages, withPage } from './pages.ts';

/** Files are sent one after the other: more often than this, nobody could read it. */
const restMs = 1000;

export type LoaderPorts = {
  list: UploadApi['listUploads'];
  filter: Filter;
  onPages(pages: UploadPages): void;
  /** null: it works again. */
  onTrouble(sentence: string | null): void;
  /** Calls back later; returns how to take that back. */
  later(run: () => void, ms: number): () => void;
};

export type Loader = {
  /** Something has changed: what is in sight is asked for again, once a second at most. */
  changed(): void;
  saw(from: number, to: number): void;
  stop(): void;
};

/** Keeps a list of uploads as new as the exporter's, and gets more of it where somebody scrolls. One question at a time. */
export function createLoader({ list, filter, onPages, onTrouble, later }: LoaderPorts): Loader {
  let pages = noPages;
  let sight = { from: 0, to: 0 };
  let isAsking = false;
  let isOld = false;
  let isStopped = false;
  let unrest: (() => void) | null = null;

  async function put(questions: readonly Question[]): Promise<void> {
    isAsking = true;
    try {
      for (const question of questions) {
        const answer = await list({ ...question, ...filterRequest(filter) });
        if (isStopped) return;
        pages = withPage(pages, question, answer);
      }
      onTrouble(null);
      onPages(pages);
    } catch (error) {
      if (!isStopped) onTrouble(messageOf(error));
    } finally {
      isAsking = false;
      if (isOld && unrest === null) look();
    }
  }

  function look(): void {
    if (isStopped || isAsking || unrest !== null) {
      isOld = true;
      return;
    }
    isOld = false;
    unrest = later(rested, restMs);
    void put(questionsFor(pages, sight.from));
  }

  function rested(): void {
    unrest = null;
    if (isOld) look();
  }

  return {
    changed: look,
    saw(from, to) {
      sight = { from, to };
      const question = nextQuestion(pages, to);
      if (question !== null && !isAsking && !isStopped) void put([question]);
    },
    stop() {
      isStopped = true;
      unrest?.();
    },
  };
}
