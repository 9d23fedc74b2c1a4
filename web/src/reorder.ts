// `<ol data-reorder="/address">` of `<li data-id="…" data-name="…">`: drag by a handle. The list's own up and down
// buttons are forms that work without this; dragging is only one more way, so the handle is no stop of the keyboard.
import { formBody, make, onContent } from './dom';
import { text } from './texts';

function items(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > li[data-id]')];
}

function statusOf(list: HTMLElement): HTMLElement {
  const next = list.nextElementSibling;
  if (next instanceof HTMLElement && next.matches('.status')) return next;
  const line = make('p', { class: 'status', role: 'status' });
  list.after(line);
  return line;
}

async function save(list: HTMLElement, before: HTMLElement[], moved: HTMLElement): Promise<void> {
  const order = items(list).map((item) => ['id', item.dataset.id ?? ''] as [string, string]);
  const line = statusOf(list);
  try {
    const answer = await fetch(list.dataset.reorder ?? '', { method: 'POST', body: formBody(order), redirect: 'manual' });
    if (!answer.ok && answer.type !== 'opaqueredirect') throw new Error(String(answer.status));
    items(list).forEach((item, n) => {
      const number = item.querySelector('[data-place]');
      if (number) number.textContent = String(n + 1);
    });
    const place = items(list).indexOf(moved) + 1;
    line.textContent = text('moved', { name: moved.dataset.name ?? '', place, count: order.length });
    delete line.dataset.state;
  } catch {
    list.append(...before);
    line.textContent = text('move-failed');
    line.dataset.state = 'refused';
  }
}

/** Puts the dragged item where the pointer is. */
function follow(list: HTMLElement, item: HTMLElement, y: number): void {
  for (const other of items(list)) {
    if (other === item) continue;
    const box = other.getBoundingClientRect();
    if (y < box.top || y > box.bottom) continue;
    const upper = y < box.top + box.height / 2;
    if (upper) other.before(item);
    else other.after(item);
    return;
  }
}

function addHandle(list: HTMLElement, item: HTMLElement): void {
  if (item.querySelector(':scope > .handle')) return;
  const handle = make('button', { type: 'button', class: 'handle', tabindex: '-1', 'aria-hidden': 'true', title: text('drag') }, '⠿');
  let before: HTMLElement[] = [];
  const move = (event: PointerEvent): void => follow(list, item, event.clientY);
  const drop = (): void => {
    item.classList.remove('dragged');
    list.removeEventListener('pointermove', move);
    list.removeEventListener('pointerup', drop);
    list.removeEventListener('pointercancel', drop);
    if (items(list).some((now, n) => now !== before[n])) void save(list, before, item);
  };
  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    before = items(list);
    item.classList.add('dragged');
    // The list holds the pointer, since the item itself moves in the document meanwhile.
    list.setPointerCapture(event.pointerId);
    list.addEventListener('pointermove', move);
    list.addEventListener('pointerup', drop);
    list.addEventListener('pointercancel', drop);
  });
  item.prepend(handle);
}

onContent((root) => {
  for (const list of root.querySelectorAll<HTMLElement>('[data-reorder]')) items(list).forEach((item) => addHandle(list, item));
});
