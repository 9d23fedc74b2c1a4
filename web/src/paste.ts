// Pasted markup → the few elements that the record keeps. Word writes lists as paragraphs with `mso-list` in their
// style; they become real lists here, since only here is the whole paste at hand. The server cleans again: this is
// for the eye, not for safety. The text is parsed into a document of its own where nothing runs or loads.

const KEPT: Record<string, string> = {
  P: 'p', DIV: 'p', H1: 'h3', H2: 'h3', H3: 'h3', H4: 'h4', H5: 'h4', H6: 'h4', BLOCKQUOTE: 'p', PRE: 'p',
  UL: 'ul', OL: 'ol', LI: 'li', TABLE: 'table', THEAD: 'thead', TBODY: 'tbody', TFOOT: 'tbody', TR: 'tr', TH: 'th', TD: 'td',
  STRONG: 'strong', B: 'strong', EM: 'em', I: 'em', A: 'a', BR: 'br',
};
const DROPPED = 'script, style, title, meta, link, template, iframe, object, svg, math, head, o\\:p, img';
const BLOCKS = 'p, h3, h4, ul, ol, li, table, thead, tbody, tr, th, td';
const SAFE_ADDRESS = /^(https?:|mailto:|tel:|\/(?!\/))/i;

/** The cleaned markup of a paste. */
export function cleanPaste(html: string): string {
  const source = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  source.querySelectorAll(DROPPED).forEach((e) => e.remove());
  listsFromWord(source);
  const out = source.createElement('div');
  copy(source.body, out);
  unwrapBlocks(out);
  return out.innerHTML;
}

/** Styles and handlers under other names, so that a strict policy has nothing to report while we parse. */
function withoutStyles(html: string): string {
  const quiet = (tag: string): string => tag.replace(/([\s"'/])(style|on\w+)\s*=/gi, '$1 data-$2=');
  return html.replace(/<style[\s\S]*?<\/style>/gi, '').replace(/<[a-z][^>]*>/gi, quiet);
}

function copy(from: Node, to: Element): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append((node.textContent ?? '').replace(/[\s\u00a0]+/g, ' '));
    if (!(node instanceof Element || node.nodeType === Node.ELEMENT_NODE)) continue;
    const element = node as Element;
    const name = nameFor(element);
    if (!name) {
      copy(element, to);
      continue;
    }
    const made = to.ownerDocument.createElement(name);
    for (const kept of ['href', 'colspan', 'rowspan', 'start']) {
      const value = element.getAttribute(kept);
      if (value && (kept === 'href' ? name === 'a' && SAFE_ADDRESS.test(value) : /^\d{1,3}$/.test(value))) made.setAttribute(kept, value);
    }
    copy(element, made);
    // Empty cells are part of a table; other empty elements are leftovers.
    if (['br', 'td', 'th'].includes(name) || made.querySelector('td, th') || made.textContent?.trim()) to.append(made);
  }
}

function nameFor(element: Element): string | undefined {
  const name = KEPT[element.nodeName];
  if (name === 'a' && !SAFE_ADDRESS.test(element.getAttribute('href') ?? '')) return undefined;
  // Google Docs wraps everything in a <b> that is not bold.
  const style = element.getAttribute('data-style') ?? '';
  if (name === 'strong' && /font-weight:\s*(normal|400)/.test(style)) return undefined;
  if (!name && element.nodeName === 'SPAN' && /font-weight:\s*(bold|[6-9]00)/.test(style)) return 'strong';
  if (!name && element.nodeName === 'SPAN' && /font-style:\s*italic/.test(style)) return 'em';
  return name;
}

/** No paragraph holds a block: a `div` around a table becomes the table alone. */
function unwrapBlocks(root: Element): void {
  for (const p of root.querySelectorAll('p')) if (p.querySelector(BLOCKS)) p.replaceWith(...p.childNodes);
  for (const cell of root.querySelectorAll('td, th, li')) {
    const only = cell.children.length === 1 && cell.firstElementChild?.nodeName === 'P' ? cell.firstElementChild : null;
    if (only && cell.textContent?.trim() === only.textContent?.trim()) only.replaceWith(...only.childNodes);
  }
}

type Level = { list: Element; depth: number };

function listsFromWord(source: Document): void {
  let open: Level[] = [];
  let last: Element | null = null;
  for (const paragraph of [...source.querySelectorAll('p, h1, h2, h3')]) {
    const depth = Number(/mso-list:[^;]*level(\d)/i.exec(paragraph.getAttribute('data-style') ?? '')?.[1] ?? 0);
    if (!depth) continue;
    if (last !== paragraph.previousElementSibling) open = [];
    const kind = takeMark(paragraph);
    while (open.length && open[open.length - 1]!.depth > depth) open.pop();
    let level = open[open.length - 1];
    const item = source.createElement('li');
    item.append(...paragraph.childNodes);
    if (!level || level.depth < depth) {
      const list = source.createElement(kind);
      const parent = level?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      level = { list, depth };
      open.push(level);
    }
    level.list.append(item);
    paragraph.remove();
    last = open[0]!.list;
  }
}

/** Word writes the bullet or number as text; it tells the kind of list and goes away. */
function takeMark(paragraph: Element): 'ol' | 'ul' {
  const marks = [...paragraph.querySelectorAll('span')].filter((s) => /mso-list:\s*ignore/i.test(s.getAttribute('data-style') ?? ''));
  const words = marks.map((m) => m.textContent ?? '').join('').trim();
  marks.forEach((m) => m.remove());
  return /^\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]/i.test(words) ? 'ol' : 'ul';
}
