// Focus never gets lost: not when a part of the page is exchanged, nor when a pressed button's page comes back.
const PLACE = 'talkoot:focus';

/** How to find the element again in markup that the server has drawn anew. */
function describe(element: Element | null): string[] {
  if (!element || element === document.body) return [];
  const ways: string[] = [];
  if (element.id) ways.push(`#${CSS.escape(element.id)}`);
  for (const name of ['data-key', 'name', 'href']) {
    const value = element.getAttribute(name);
    if (value) ways.push(`${element.localName}[${name}="${CSS.escape(value)}"]`);
  }
  const holder = element.parentElement?.closest('[id]');
  if (holder) ways.push(`#${CSS.escape(holder.id)}`);
  return ways;
}

function focusFirst(ways: string[]): boolean {
  for (const way of ways) {
    const found = document.querySelector<HTMLElement>(way);
    if (!found) continue;
    const able = found.matches('a[href], button:not([disabled]), input, select, textarea, summary, [tabindex]');
    if (!able) found.tabIndex = -1;
    found.focus({ preventScroll: able });
    if (document.activeElement === found) return true;
  }
  return false;
}

/** Keeps focus over htmx's exchanges and over a form's round trip to the same page. */
export function keepFocus(): void {
  let ways: string[] = [];
  document.addEventListener('htmx:before:swap', () => {
    ways = describe(document.activeElement);
  });
  document.addEventListener('htmx:after:swap', () => {
    if (document.activeElement === document.body || document.activeElement === null) focusFirst(['[data-focus]', ...ways]);
  });

  document.addEventListener('submit', (event) => {
    const from = event.submitter ?? document.activeElement;
    const place = { path: location.pathname, ways: describe(from), top: scrollY };
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
    } catch {
      // Focus then starts at the top, as without a script.
    }
  });
  arrive();
}

function arrive(): void {
  const errors = document.querySelector<HTMLElement>('.errors');
  const told = errors ?? document.querySelector<HTMLElement>('[data-focus]');
  let place: { path: string; ways: string[]; top: number } | undefined;
  try {
    place = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') ?? undefined;
    sessionStorage.removeItem(PLACE);
  } catch {
    place = undefined;
  }
  if (told) {
    if (!told.matches('a[href], button, input, select, textarea')) told.tabIndex = -1;
    told.focus();
  } else if (place?.path === location.pathname && !location.hash && !document.querySelector('[autofocus]')) {
    scrollTo({ top: place.top, behavior: 'instant' });
    focusFirst(place.ways);
  }
}
