// All pages that a person can get to by links: one of each kind, so that a new page is looked at without being listed.
import { type APIRequestContext } from '@playwright/test';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Not pages: files, feeds and calendars. */
const FILE = /\.(pdf|docx|csv|xlsx|ics|atom|xml|txt)$/;
/** After these comes a name, not another page's word. */
const NAMED = ['bodies', 'municipalities', 'parts', 'versions', 'years'];
const WORDS = ['new'];
const ENOUGH = 200;
/** Pages that differ with what they are about: several of them are read for their links. */
const VARIED: Record<string, number> = { '/meetings/{id}': 5, '/bodies/{name}': 3 };

/** The kind of a page: its address with what differs from one record to another left out. */
export function kind(path: string): string {
  const parts = path.split('/').slice(2);
  return `/${parts
    .map((part, n) => {
      if (ID.test(part)) return '{id}';
      if (NAMED.includes(parts[n - 1] ?? '') && !WORDS.includes(part)) return '{name}';
      return part.length > 40 ? '{secret}' : part;
    })
    .join('/')}`;
}

/** The addresses of one page of each kind, found by following links from `starts`; by kind, in Finnish. */
export async function walk(request: APIRequestContext, starts: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const ahead = [...starts];
  const read = new Set<string>();
  const reads = new Map<string, number>();
  const wanted = (path: string): boolean => !read.has(path) && (reads.get(kind(path)) ?? 0) < (VARIED[kind(path)] ?? 1);
  while (ahead.length > 0 && found.size < ENOUGH) {
    const path = ahead.shift()!;
    if (!wanted(path)) continue;
    const answer = await request.get(path);
    const type = answer.headers()['content-type'] ?? '';
    if (!answer.ok() || !type.startsWith('text/html')) continue;
    // The page may have been somewhere else: a sign-in, a page that moved.
    const at = new URL(answer.url()).pathname;
    if (!wanted(at)) continue;
    read.add(at);
    reads.set(kind(at), (reads.get(kind(at)) ?? 0) + 1);
    if (!found.has(kind(at))) found.set(kind(at), at);
    for (const [, href] of (await answer.text()).matchAll(/<a [^>]*href="([^"]+)"/g)) {
      const next = new URL(href!.replaceAll('&amp;', '&'), answer.url());
      if (next.origin !== new URL(answer.url()).origin || !next.pathname.startsWith('/fi/') || FILE.test(next.pathname)) continue;
      if (wanted(next.pathname)) ahead.push(next.pathname);
    }
  }
  return found;
}
