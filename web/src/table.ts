// Tables inside the rich-text field: made, and grown by rows and columns.
import { make } from './dom';
import { text } from './texts';

const COLUMNS = 3;

function cellAt(): HTMLTableCellElement | null {
  const node = getSelection()?.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest<HTMLTableCellElement>('.editor-text td, .editor-text th') ?? null;
}

/** The row that the cursor is in. */
export function rowAt(): HTMLTableRowElement | null {
  return cellAt()?.closest('tr') ?? null;
}

function into(cell: Element | undefined | null): void {
  if (!cell) return;
  const range = document.createRange();
  range.selectNodeContents(cell);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}

function cell(kind: 'td' | 'th', words = ''): HTMLTableCellElement {
  const made = make(kind, {}, words);
  if (!words) made.append(make('br'));
  return made;
}

/** A table of a head row and two rows after the paragraph of the cursor; the first head is selected for typing. */
export function insertTable(): void {
  const node = getSelection()?.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const area = element?.closest('.editor-text');
  if (!area || cellAt()) return;
  const table = make('table');
  const head = make('thead');
  const body = make('tbody');
  const row = (kind: 'td' | 'th'): HTMLTableRowElement => {
    const made = make('tr');
    for (let n = 1; n <= COLUMNS; n += 1) made.append(cell(kind, kind === 'th' ? `${text('editor-cell')} ${n}` : ''));
    return made;
  };
  head.append(row('th'));
  body.append(row('td'), row('td'));
  table.append(head, body);
  const after = make('p');
  after.append(make('br'));
  const block = [...area.children].find((child) => child.contains(element ?? null));
  if (block) block.after(table, after);
  else area.append(table, after);
  into(table.querySelector('th'));
}

export function addRow(): void {
  const row = rowAt();
  const table = row?.closest('table');
  if (!row || !table) return;
  const made = make('tr');
  for (let n = 0; n < row.cells.length; n += 1) made.append(cell('td'));
  const inHead = row.parentElement?.nodeName === 'THEAD';
  if (inHead) (table.tBodies[0] ?? table.createTBody()).prepend(made);
  else row.after(made);
  into(made.cells[0]);
}

export function addColumn(): void {
  const here = cellAt();
  const table = here?.closest('table');
  if (!here || !table) return;
  const at = here.cellIndex;
  for (const row of table.rows) {
    const kind = row.cells[at]?.nodeName === 'TH' ? 'th' : 'td';
    const made = cell(kind, kind === 'th' ? `${text('editor-cell')} ${row.cells.length + 1}` : '');
    const before = row.cells[at];
    if (before) before.after(made);
    else row.append(made);
  }
  into(rowAt()?.cells[at + 1]);
}

/** Removes the row of the cursor, and the table with its last row. */
export function removeRow(): void {
  const row = rowAt();
  const table = row?.closest('table');
  if (!row || !table) return;
  const next = (row.nextElementSibling ?? row.previousElementSibling) as HTMLTableRowElement | null;
  row.remove();
  if (table.rows.length === 0) table.remove();
  else into(next?.cells[0] ?? table.rows[0]?.cells[0]);
}
