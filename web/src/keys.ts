// The keyboard drives the meeting. `data-key="e"` on a button or link: that key presses it when nobody is writing.
// Escape leaves a field so that the keys work again; Ctrl+Enter in a field sends its form. Whoever needs single keys
// for something else turns ours off by a `<input type="checkbox" data-keys-switch>`, kept on this device.
import { isWriting, make, onContent } from './dom';
import { keep, kept } from './keep';

let on = true;

function shown(key: string): string {
  return key === 'Enter' ? '⏎' : key.length === 1 ? key.toUpperCase() : key;
}

function mark(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-key]')) {
    if (element.querySelector(':scope > kbd')) continue;
    const key = element.dataset.key ?? '';
    element.setAttribute('aria-keyshortcuts', key);
    element.append(' ', make('kbd', { 'aria-hidden': 'true' }, shown(key)));
  }
}

/** The first element of this key that can be seen and pressed now. */
function target(key: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (e) => e.dataset.key?.toLowerCase() === key.toLowerCase() && e.checkVisibility() && !e.matches(':disabled, [aria-disabled="true"]'),
  );
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (isWriting(event.target)) return write(event);
  if (!on || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  // Enter and space belong to the focused control.
  const control = event.target instanceof Element && event.target.closest('a[href], button, summary, input');
  if (control && (event.key === 'Enter' || event.key === ' ')) return;
  const found = target(event.key);
  if (!found) return;
  event.preventDefault();
  found.focus();
  found.click();
}

/** While writing only two keys are ours. */
function write(event: KeyboardEvent): void {
  const element = event.target as HTMLElement;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const form = element.closest('form');
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === 'Escape' && !element.closest('dialog')) {
    const rest = element.closest<HTMLElement>('section, form, main') ?? document.body;
    if (rest.tabIndex < 0) rest.tabIndex = -1;
    rest.focus({ preventScroll: true });
  }
}

function wireSwitch(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLInputElement>('[data-keys-switch]')) {
    box.checked = on;
    box.onchange = () => {
      on = box.checked;
      keep('keys', on);
    };
  }
}

export function keyboard(): void {
  on = kept<boolean>('keys') ?? true;
  document.addEventListener('keydown', press);
  onContent((root) => {
    mark(root);
    wireSwitch(root);
  });
}
