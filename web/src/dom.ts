// Small helpers that the islands share.

/** Makes an element; `text` is text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

/** Runs `start` now and after each exchange of a part of the page, with the part that is new. */
export function onContent(start: (root: ParentNode) => void): void {
  start(document);
  document.addEventListener('htmx:after:swap', () => start(document));
}

/** Whether keys pressed in this element are writing. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
}

/** `<meta name="…">`: `csrf`, its field name `csrf-field`, and `person`, an id that parts what several people keep here. */
export function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** The body of a POST: the token and the given fields. */
export function formBody(fields: Iterable<[string, string]>): URLSearchParams {
  const body = new URLSearchParams();
  body.set(meta('csrf-field') || 'csrf', meta('csrf'));
  for (const [name, value] of fields) body.append(name, value);
  return body;
}
