// A small rich-text field over `<textarea data-editor>`: paragraphs, subheading, emphasis, lists, tables, links.
// The textarea stays the form's field: each change is written back to it and tells so by `input`, and without this
// script it is there as it was. The server cleans and checks whatever comes.
import { make, onContent } from './dom';
import { cleanPaste } from './paste';
import { addColumn, addRow, insertTable, removeRow, rowAt } from './table';
import { text, type Key } from './texts';

/** `face` is a letter, or the path of a 20 × 20 drawing. */
type Tool = { key: Key; face: string; act: (editor: Editor) => void; state?: () => boolean; inTable?: boolean; short?: string };

const query = (command: string) => (): boolean => document.queryCommandState(command);
const run = (command: string, value?: string): boolean => document.execCommand(command, false, value);
const inHeading = (): boolean => /^h[1-6]$/i.test(document.queryCommandValue('formatBlock'));

const TOOLS: Tool[] = [
  { key: 'editor-bold', face: 'B', act: () => run('bold'), state: query('bold'), short: 'b' },
  { key: 'editor-italic', face: 'I', act: () => run('italic'), state: query('italic'), short: 'i' },
  { key: 'editor-heading', face: 'H', act: () => run('formatBlock', inHeading() ? 'p' : 'h3'), state: inHeading },
  { key: 'editor-bullets', face: 'M4 5h.01M4 10h.01M4 15h.01M8 5h9M8 10h9M8 15h9', act: () => run('insertUnorderedList'), state: query('insertUnorderedList') },
  { key: 'editor-numbers', face: 'M3 4h1.5v4M3 12h2v2l-2 2.5h2.5M9 6h8M9 14h8', act: () => run('insertOrderedList'), state: query('insertOrderedList') },
  { key: 'editor-link', face: 'M8 12l4-4M9 6l1.5-1.5a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.5 1.5a3.5 3.5 0 0 1-5-5L6 9', act: (e) => e.askLink(), state: () => linkAt() !== null, short: 'k' },
  { key: 'editor-table', face: 'M3 4h14v12H3zM3 8h14M8 4v12M13 4v12', act: () => insertTable() },
  { key: 'editor-row', face: 'M3 3h14v6H3zM10 12v6M7 15h6', act: () => addRow(), inTable: true },
  { key: 'editor-column', face: 'M3 3h6v14H3zM11 10h6M14 7v6', act: () => addColumn(), inTable: true },
  { key: 'editor-row-away', face: 'M3 3h14v6H3zM7 15h6', act: () => removeRow(), inTable: true },
  { key: 'editor-clear', face: 'M5 5l10 10M15 5L5 15', act: () => clear() },
];

function linkAt(): HTMLAnchorElement | null {
  const node = getSelection()?.anchorNode;
  return (node instanceof Element ? node : node?.parentElement)?.closest('a') ?? null;
}

function clear(): void {
  run('removeFormat');
  run('unlink');
  if (inHeading()) run('formatBlock', 'p');
}

const SVG = 'http://www.w3.org/2000/svg';

function drawing(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 20 20', width: '20', height: '20', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  const line = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({ d: path, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8', 'stroke-linecap': 'round' })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

class Editor {
  private readonly box: HTMLElement;
  private readonly tools: HTMLElement;
  private readonly area: HTMLElement;
  private readonly buttons: [Tool, HTMLButtonElement][];
  private asking: HTMLElement | undefined;

  constructor(private readonly field: HTMLTextAreaElement) {
    this.area = this.makeArea();
    this.buttons = TOOLS.map((tool) => [tool, this.makeButton(tool)]);
    this.tools = make('div', { class: 'editor-tools', role: 'toolbar', 'aria-label': text('editor-tools'), 'aria-controls': this.area.id });
    this.tools.append(...this.buttons.map(([, button]) => button));
    this.box = make('div', { class: 'editor' });
    this.box.append(this.tools, this.area);
    field.after(this.box);
    field.hidden = true;
    field.required = false; // A hidden field could not be complained about; the server does.
    this.listen();
    this.fill();
    this.refresh();
  }

  /** Asks for the address in a line of its own below the tools, since a dialog would hide the text. */
  askLink(): void {
    if (this.asking) return;
    const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0).cloneRange() : undefined;
    const old = linkAt();
    const id = `${this.area.id}-address`;
    const line = make('div', { class: 'editor-link' });
    const input = make('input', { id, type: 'url', value: old?.getAttribute('href') ?? 'https://' });
    const wrong = make('span', { class: 'hint', role: 'status' });
    const set = make('button', { type: 'button', class: 'btn second' }, text('editor-set'));
    const away = make('button', { type: 'button', class: 'btn quiet' }, text('editor-unlink'));
    line.append(make('label', { for: id }, text('editor-address')), input, set, away, wrong);
    const back = (): void => {
      line.remove();
      this.asking = undefined;
      this.area.focus();
      if (!range) return;
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    };
    const apply = (): void => {
      const address = input.value.trim();
      if (!/^(https?:\/\/[^\s/]|mailto:\S)/i.test(address)) {
        wrong.textContent = text('editor-address-bad');
        return input.focus();
      }
      back();
      if (old) old.setAttribute('href', address);
      else if (range?.collapsed) getSelection()?.getRangeAt(0).insertNode(make('a', { href: address }, address));
      else run('createLink', address);
      this.sync();
    };
    set.addEventListener('click', apply);
    away.addEventListener('click', () => {
      back();
      if (old) old.replaceWith(...old.childNodes);
      this.sync();
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') event.preventDefault(), apply();
      if (event.key === 'Escape') event.preventDefault(), event.stopPropagation(), back();
    });
    this.tools.after(line);
    this.asking = line;
    input.select();
    input.focus();
  }

  private makeArea(): HTMLElement {
    const id = `${this.field.id || this.field.name}-text`;
    const area = make('div', { id, class: 'editor-text text', contenteditable: 'true', role: 'textbox', 'aria-multiline': 'true' });
    const label = this.field.labels?.[0];
    if (label) {
      label.id ||= `${id}-label`;
      area.setAttribute('aria-labelledby', label.id);
      label.addEventListener('click', () => area.focus());
    }
    for (const name of ['aria-label', 'aria-describedby', 'aria-invalid', 'lang']) {
      const value = this.field.getAttribute(name);
      if (value) area.setAttribute(name, value);
    }
    if (this.field.required) area.setAttribute('aria-required', 'true');
    return area;
  }

  private makeButton(tool: Tool): HTMLButtonElement {
    const name = text(tool.key);
    const button = make('button', { type: 'button', tabindex: '-1', 'aria-label': name, title: tool.short ? `${name} (Ctrl+${tool.short.toUpperCase()})` : name });
    if (tool.face.length === 1) button.textContent = tool.face;
    else button.append(drawing(tool.face));
    if (tool.state) button.setAttribute('aria-pressed', 'false');
    if (tool.short) button.setAttribute('aria-keyshortcuts', `Control+${tool.short}`);
    button.addEventListener('mousedown', (event) => event.preventDefault()); // keeps the selection in the text
    button.addEventListener('click', () => this.use(tool));
    return button;
  }

  private use(tool: Tool): void {
    this.area.focus();
    tool.act(this);
    if (this.asking) return;
    this.sync();
    this.refresh();
  }

  private listen(): void {
    this.area.addEventListener('input', () => this.sync());
    this.area.addEventListener('paste', (event) => this.paste(event));
    this.area.addEventListener('keydown', (event) => this.shortcut(event));
    this.area.addEventListener('focus', () => {
      run('defaultParagraphSeparator', 'p');
      run('styleWithCSS', 'false');
    });
    this.tools.addEventListener('keydown', (event) => this.walk(event));
    document.addEventListener('selectionchange', () => {
      if (this.area.contains(getSelection()?.anchorNode ?? null)) this.refresh();
    });
    this.field.addEventListener('talkoot:restored', () => this.fill());
    this.field.addEventListener('focus', () => this.area.focus());
    this.field.form?.addEventListener('reset', () => setTimeout(() => this.fill()));
  }

  private paste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (!data) return;
    event.preventDefault();
    const html = data.getData('text/html');
    const clean = html ? cleanPaste(html) : '';
    if (clean) run('insertHTML', clean);
    else run('insertText', data.getData('text/plain'));
  }

  private shortcut(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find((t) => t.short === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    this.use(tool);
  }

  /** One stop in the tab order; arrows walk inside, as toolbars do. */
  private walk(event: KeyboardEvent): void {
    const able = this.buttons.map(([, b]) => b).filter((b) => !b.hidden);
    const at = able.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: able.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = able[(to + able.length) % able.length]!;
    able.forEach((b) => (b.tabIndex = b === next ? 0 : -1));
    next.focus();
  }

  private refresh(): void {
    const inTable = rowAt() !== null;
    for (const [tool, button] of this.buttons) {
      if (tool.state) button.setAttribute('aria-pressed', String(tool.state()));
      if (tool.inTable) button.hidden = !inTable;
    }
    const able = this.buttons.map(([, b]) => b).filter((b) => !b.hidden);
    if (!able.some((b) => b.tabIndex === 0)) able[0]!.tabIndex = 0;
  }

  /** The field's text may be markup of the record or plain lines; both are shown as they will be kept. */
  private fill(): void {
    const value = this.field.value;
    this.area.innerHTML = /<\w/.test(value) ? cleanPaste(value) : '';
    if (this.area.innerHTML) return;
    const lines = value.split(/\n{2,}/).filter((line) => line.trim());
    this.area.append(...(lines.length ? lines.map((line) => make('p', {}, line)) : [make('p')]));
    if (!lines.length) this.area.firstElementChild?.append(make('br'));
  }

  private sync(): void {
    const empty = !this.area.textContent?.trim() && !this.area.querySelector('table');
    this.field.value = empty ? '' : cleanPaste(this.area.innerHTML);
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

onContent((root) => {
  for (const field of root.querySelectorAll<HTMLTextAreaElement>('textarea[data-editor]')) {
    if (field.dataset.editorOn) continue;
    field.dataset.editorOn = 'yes';
    new Editor(field);
  }
});
