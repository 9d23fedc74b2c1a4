// What is typed into a form is kept on this device until the server has it: through a closed tab, a lost network and
// a stale version. Every form that is posted and has a field to write in is kept; `data-no-draft` leaves one out, and
// `data-draft="name"` names one whose address alone does not tell it from others.
import { make, onContent } from './dom';
import { forget, keep, kept, markSent } from './keep';
import { text } from './texts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Field = [name: string, value: string];
/** What was typed, and the version of the thing on which it was typed. */
type Draft = { version: string; fields: Field[] };

const NEVER = ['hidden', 'password', 'file', 'submit', 'button', 'image', 'reset'];
const TICKS = ['checkbox', 'radio'];

/** Fields that are the user's own words; tokens, passwords, files and traps are never kept. */
function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (e): e is Control =>
      (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement) &&
      e.name !== '' &&
      !NEVER.includes(e.type) &&
      // These save themselves.
      !e.dataset.autosave &&
      !e.closest('[aria-hidden="true"]'),
  );
}

function isTick(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && TICKS.includes(control.type);
}

function isText(control: Control): boolean {
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !isTick(control));
}

function read(form: HTMLFormElement): Field[] {
  return controls(form)
    .filter((c) => !isTick(c) || c.checked)
    .map((c) => [c.name, c.value]);
}

function version(form: HTMLFormElement): string {
  const field = form.elements.namedItem('version');
  return field instanceof HTMLInputElement ? field.value : '';
}

function write(form: HTMLFormElement, fields: Field[]): void {
  const left = [...fields];
  for (const control of controls(form)) {
    const at = left.findIndex(([name, value]) => name === control.name && (!isTick(control) || value === control.value));
    if (isTick(control)) control.checked = at >= 0;
    else if (at >= 0) control.value = left[at]![1];
    if (at >= 0) left.splice(at, 1);
    control.dispatchEvent(new CustomEvent('talkoot:restored'));
  }
}

/** The path that a form goes to. By its attribute: a field called `action` hides the property. */
function address(form: HTMLFormElement): string {
  return new URL(form.getAttribute('action') || location.href, location.href).pathname;
}

/** The name under which a form's draft lies: its address, and which of several with that address it is. */
export function nameOf(form: HTMLFormElement): string {
  if (form.dataset.draft) return form.dataset.draft;
  const same = [...document.forms].filter((f) => address(f) === address(form) && writable(f));
  const nth = same.indexOf(form);
  return address(form) + (nth > 0 ? `#${nth}` : '');
}

function writable(form: HTMLFormElement): boolean {
  const own = controls(form);
  return (
    form.getAttribute('method')?.toLowerCase() === 'post' &&
    !form.matches('[data-no-draft], [data-signout]') &&
    !form.querySelector('input[type="password"]') &&
    own.some(isText)
  );
}

/** The words of a value: a written text is HTML. */
function words(value: string): string {
  if (!value.includes('<')) return value;
  const parsed = new DOMParser().parseFromString(value.replace(/<\/(p|li|h\d|tr)>/g, '$&\n'), 'text/html');
  return parsed.body.textContent?.trim() ?? value;
}

/** Shows beside each field what somebody else has saved meanwhile, so that both are there to choose from. */
function showTheirs(form: HTMLFormElement, fresh: Field[]): HTMLElement[] {
  const shown: HTMLElement[] = [];
  for (const control of controls(form).filter(isText)) {
    const theirs = fresh.find(([name]) => name === control.name)?.[1] ?? '';
    if (theirs === control.value) continue;
    const box = make('div', { class: 'draft-theirs' });
    const take = make('button', { type: 'button', class: 'btn second' }, text('draft-take-theirs'));
    take.addEventListener('click', () => {
      control.value = theirs;
      control.dispatchEvent(new CustomEvent('talkoot:restored'));
      control.dispatchEvent(new Event('input', { bubbles: true }));
      box.remove();
      control.focus();
    });
    box.append(make('p', { class: 'label' }, text('draft-theirs')), make('p', { class: 'draft-text' }, words(theirs) || '–'), take);
    const editor = control.nextElementSibling;
    (editor?.classList.contains('editor') ? editor : control).after(box);
    shown.push(box);
  }
  return shown;
}

function offer(form: HTMLFormElement, key: string, draft: Draft, fresh: Field[]): void {
  const stale = draft.version !== version(form);
  write(form, draft.fields);
  const notice = make('div', { class: stale ? 'notice wait' : 'notice info', role: 'status' });
  const away = make('button', { type: 'button', class: 'btn quiet' }, text('draft-away'));
  notice.append(make('span', {}, `${text(stale ? 'draft-stale' : 'draft-restored')} `), away);
  form.prepend(notice);
  const theirs = stale ? showTheirs(form, fresh) : [];
  away.addEventListener('click', () => {
    forget(key);
    write(form, fresh);
    theirs.forEach((box) => box.remove());
    notice.remove();
    controls(form)[0]?.focus();
  });
}

/** Without a connection a form stays where it is, with all that stands in it. */
function holdBack(form: HTMLFormElement, event: SubmitEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
  form.querySelector(':scope > .draft-offline')?.remove();
  const notice = make('div', { class: 'notice wait draft-offline', role: 'alert' }, text('draft-offline'));
  form.append(notice);
  addEventListener('online', () => (notice.textContent = text('draft-online')), { once: true });
}

function start(form: HTMLFormElement): void {
  if (form.dataset.draftOn || !writable(form)) return;
  const name = nameOf(form);
  form.dataset.draftOn = name;
  const key = `draft:${name}`;
  const fresh = read(form);
  const draft = kept<Draft>(key);
  // A form drawn again with errors holds what was typed already.
  const refused = form.querySelector('[aria-invalid="true"]') !== null;
  if (draft?.fields && !refused && JSON.stringify(draft.fields) !== JSON.stringify(fresh)) offer(form, key, draft, fresh);
  const note = (): void => keep<Draft>(key, { version: version(form), fields: read(form) });
  form.addEventListener('input', note);
  form.addEventListener('change', note);
  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) holdBack(form, event);
    else markSent(name);
  });
}

onContent((root) => {
  root.querySelectorAll<HTMLFormElement>('form').forEach(start);
  // The page of two versions: saving one's own settles the draft, taking the other's drops it.
  root.querySelectorAll<HTMLFormElement>('form[data-draft-settles]').forEach((form) => {
    form.addEventListener('submit', () => markSent(address(form)));
  });
  root.querySelectorAll<HTMLAnchorElement>('a[data-draft-drop]').forEach((link) => {
    link.addEventListener('click', () => forget(`draft:${new URL(link.href).pathname}`));
  });
});
