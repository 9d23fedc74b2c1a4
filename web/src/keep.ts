// What is kept on this device until the server has it. Each person's own, gone when they sign out, and never
// a reason to stop: a browser that refuses storage simply keeps nothing.
import { meta } from './dom';

const DAY = 24 * 60 * 60 * 1000;
const OLDEST = 14 * DAY;

type Kept<T> = { at: number; value: T };

function prefix(): string {
  return `talkoot:${meta('person') || '-'}:`;
}

export function keep<T>(key: string, value: T): void {
  try {
    localStorage.setItem(prefix() + key, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>));
  } catch {
    // Full or forbidden: the page still works, it only cannot outlive a lost connection.
  }
}

export function kept<T>(key: string): T | undefined {
  try {
    const found = localStorage.getItem(prefix() + key);
    return found ? (JSON.parse(found) as Kept<T>).value : undefined;
  } catch {
    return undefined;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix() + key);
  } catch {
    // Nothing was kept.
  }
}

/** Forgets what is too old to be wanted and, when `mine`, everything of this person. */
export function sweep(mine: boolean): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith('talkoot:')) continue;
      const at = (JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept<unknown>>).at ?? 0;
      if (Date.now() - at > OLDEST || (mine && key.startsWith(prefix()))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}

/** Drafts whose form was sent from this tab: they go once a later page shows that the sending went well. */
const SENT = 'talkoot:sent';

export function markSent(draft: string): void {
  try {
    sessionStorage.setItem(SENT, JSON.stringify([...sent(), draft]));
  } catch {
    // The draft stays, and is offered once too often.
  }
}

function sent(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(SENT) ?? '[]') as string[];
  } catch {
    return [];
  }
}

/** Called on each page: a form drawn again with errors, or reached by going back, keeps its draft. */
export function settleSent(): void {
  const drafts = sent();
  if (drafts.length === 0) return;
  const entry = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;
  const cameBack = entry?.type === 'back_forward' || entry?.type === 'reload';
  for (const draft of drafts) {
    const form = document.querySelector(`form[data-draft="${CSS.escape(draft)}"]`);
    const refused = form !== null && document.querySelector('.errors, [aria-invalid="true"]') !== null;
    if (!refused && !(form && cameBack)) forget(`draft:${draft}`);
  }
  sessionStorage.removeItem(SENT);
}
