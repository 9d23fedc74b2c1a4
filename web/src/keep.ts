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
      // What nobody signed in has typed may lie on anybody's device: it stays a day.
      const oldest = key.startsWith('talkoot:-:') ? DAY : OLDEST;
      if (Date.now() - at > oldest || (mine && key.startsWith(prefix()))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept.
  }
}

/** Drafts whose form was sent from this tab: they go once a later page shows that the sending went well. */
const SENT = 'talkoot:sent';
type Sent = { draft: string; from: string };

export function markSent(draft: string): void {
  try {
    const mine: Sent = { draft, from: location.pathname };
    sessionStorage.setItem(SENT, JSON.stringify([...sent(), mine]));
  } catch {
    // The draft stays, and is offered once too often.
  }
}

function sent(): Sent[] {
  try {
    return JSON.parse(sessionStorage.getItem(SENT) ?? '[]') as Sent[];
  } catch {
    return [];
  }
}

/**
 * Called on each page. The server answers a form that it has taken by sending the browser on: only a page that was
 * reached from the form's own by a redirect shows that. After a lost connection, an error, a form drawn again or a
 * step back, the draft stays.
 */
export function settleSent(): void {
  const drafts = sent();
  if (drafts.length === 0) return;
  sessionStorage.removeItem(SENT);
  const entry = performance.getEntriesByType('navigation')[0] as
    | (PerformanceNavigationTiming & { responseStatus?: number })
    | undefined;
  const from = document.referrer.startsWith(`${location.origin}/`) ? new URL(document.referrer).pathname : '';
  const taken = entry?.type === 'navigate' && entry.redirectCount > 0 && (entry.responseStatus ?? 200) < 400;
  for (const { draft, from: sentFrom } of drafts) {
    if (taken && from === sentFrom) forget(`draft:${draft}`);
  }
}
