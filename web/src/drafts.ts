// `<form data-draft="key">`: what is typed is kept on this device until the form has been sent.
import { make, onContent } from './dom';
import { forget, keep, kept, markSent } from './keep';
import { text } from './texts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Draft = [name: string, value: string][];

/** Fields that are the user's own words; tokens, passwords and files are never kept. */
function controls(form: HTMLFormElement): Control[] {
  const kinds = ['hidden', 'password', 'file', 'submit', 'button'];
  return [...form.elements].filter(
    (e): e is Control =>
      (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement || e instanceof HTMLSelectElement) &&
      e.name !== '' &&
      !kinds.includes(e.type),
  );
}

function isTick(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
}

function read(form: HTMLFormElement): Draft {
  return controls(form)
    .filter((c) => !isTick(c) || c.checked)
    .map((c) => [c.name, c.value]);
}

function write(form: HTMLFormElement, draft: Draft): void {
  const left = [...draft];
  for (const control of controls(form)) {
    const at = left.findIndex(([name, value]) => name === control.name && (!isTick(control) || value === control.value));
    if (isTick(control)) control.checked = at >= 0;
    else if (at >= 0) control.value = left[at]![1];
    if (at >= 0) left.splice(at, 1);
    control.dispatchEvent(new CustomEvent('talkoot:restored'));
  }
}

function start(form: HTMLFormElement): void {
  if (form.dataset.draftOn) return;
  form.dataset.draftOn = 'yes';
  const name = form.dataset.draft || form.action;
  const key = `draft:${name}`;
  const fresh = read(form);
  const draft = kept<Draft>(key);
  // A form drawn again with errors holds what was typed already.
  const refused = form.querySelector('[aria-invalid="true"]') !== null;
  if (draft && !refused && JSON.stringify(draft) !== JSON.stringify(fresh)) {
    write(form, draft);
    const notice = make('div', { class: 'notice info', role: 'status' });
    const away = make('button', { type: 'button', class: 'btn quiet' }, text('draft-away'));
    notice.append(make('span', {}, `${text('draft-restored')} `), away);
    away.addEventListener('click', () => {
      forget(key);
      write(form, fresh);
      notice.remove();
      controls(form)[0]?.focus();
    });
    form.prepend(notice);
  }
  form.addEventListener('input', () => keep(key, read(form)));
  form.addEventListener('change', () => keep(key, read(form)));
  form.addEventListener('submit', () => markSent(name));
}

onContent((root) => root.querySelectorAll<HTMLFormElement>('form[data-draft]').forEach(start));
