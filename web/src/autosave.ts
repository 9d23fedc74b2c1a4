// One text that saves itself: `<textarea name="…" data-autosave="/address" data-version="3">`.
//
// What is typed is first kept on this device, then sent after a short rest, one sending at a time. The server answers
// 2xx (with `{"version": n}` if it counts versions), 409 when somebody else has changed the text meanwhile, 401 or 403
// when the session has ended. Nothing typed is dropped before the server has taken it.
import { formBody, make } from './dom';
import { forget, keep, kept } from './keep';
import { clock, text } from './texts';

const REST = 600;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 30_000;

/** The text that is not at the server yet, and the server's text it was written on. */
type Unsent = { value: string; base: string };
type State = 'saving' | 'saved' | 'away' | 'conflict' | 'refused' | 'signed-out' | 'restored';

const running = new WeakMap<HTMLTextAreaElement, Autosave>();

export class Autosave {
  private timer: number | undefined;
  private sending: Promise<void> | undefined;
  private retry = FIRST_RETRY;
  private halted = false;
  private base: string;
  private readonly status: HTMLElement;

  /** The one that cares for this field, made at first need. */
  static of(field: HTMLTextAreaElement): Autosave {
    const found = running.get(field);
    if (found) return found;
    const made = new Autosave(field);
    running.set(field, made);
    return made;
  }

  private constructor(private readonly field: HTMLTextAreaElement) {
    this.base = field.defaultValue;
    this.status = this.statusLine();
    this.restore();
  }

  /** Called at each input. */
  typed(): void {
    keep<Unsent>(this.key, { value: this.field.value, base: this.base });
    this.plan(REST);
  }

  /** Tries at once, for a connection that came back. */
  wake(): void {
    if (this.dirty && !this.halted) this.plan(0);
  }

  /** Leaving the page: the last words go with it. */
  leave(): void {
    if (!this.dirty || this.halted || this.sending) return;
    void fetch(this.address, { method: 'POST', body: this.body(this.field.value), keepalive: true }).catch(() => undefined);
  }

  /** Waits for a sending under way, so that the form that holds this field goes with the right version. */
  async settle(): Promise<void> {
    clearTimeout(this.timer);
    await this.sending;
  }

  /** Sends what is not at the server yet, now. */
  async flush(): Promise<void> {
    await this.settle();
    if (!this.halted) await this.send();
  }

  /** Whether the server lacks anything that it could be sent. */
  get unsent(): boolean {
    return this.busy || (this.dirty && !this.halted);
  }

  get busy(): boolean {
    return this.sending !== undefined;
  }

  private get dirty(): boolean {
    return this.field.value !== this.base;
  }

  private get address(): string {
    return this.field.dataset.autosave ?? '';
  }

  private get key(): string {
    return `text:${this.address}:${this.field.name}`;
  }

  private plan(wait: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), wait);
  }

  private async send(): Promise<void> {
    if (this.sending || this.halted || !this.dirty || !this.field.isConnected) return;
    this.sending = this.post(this.field.value);
    await this.sending;
    this.sending = undefined;
    if (this.dirty && !this.halted) this.plan(this.retry > FIRST_RETRY ? this.retry : REST);
  }

  private async post(value: string): Promise<void> {
    this.show('saving');
    try {
      const answer = await fetch(this.address, { method: 'POST', body: this.body(value), redirect: 'manual' });
      if (answer.ok) await this.taken(value, answer);
      else if (answer.status === 409) this.conflict();
      else if (answer.status === 401 || answer.status === 403 || answer.type === 'opaqueredirect') this.halt('signed-out');
      else if (answer.status >= 500) this.away();
      else this.halt('refused');
    } catch {
      this.away();
    }
  }

  private body(value: string): URLSearchParams {
    const fields: [string, string][] = [[this.field.name, value]];
    if (this.field.dataset.version) fields.push(['version', this.field.dataset.version]);
    return formBody(fields);
  }

  private async taken(value: string, answer: Response): Promise<void> {
    this.base = value;
    this.retry = FIRST_RETRY;
    const told = answer.headers.get('content-type')?.includes('json') ? ((await answer.json()) as { version?: number }) : {};
    if (told.version !== undefined) this.setVersion(String(told.version));
    if (this.field.value === value) forget(this.key);
    else keep<Unsent>(this.key, { value: this.field.value, base: value });
    this.show('saved');
  }

  private setVersion(version: string): void {
    this.field.dataset.version = version;
    const hidden = this.field.form?.elements.namedItem('version');
    if (hidden instanceof HTMLInputElement) hidden.value = version;
  }

  private away(): void {
    this.show('away');
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  private halt(state: State): void {
    this.halted = true;
    this.show(state);
  }

  private restore(): void {
    const unsent = kept<Unsent>(this.key);
    if (!unsent) return;
    if (unsent.value === this.field.value) return forget(this.key);
    if (unsent.base === this.base) {
      this.put(unsent.value);
      this.show('restored');
      this.plan(0);
    } else {
      this.conflict(unsent.value);
    }
  }

  /** Both texts stay in reach: the field shows the server's or one's own, by the user's choice. */
  private conflict(mine = this.field.value): void {
    this.halt('conflict');
    const choose = (key: 'conflict-mine' | 'conflict-theirs', act: () => void): HTMLButtonElement => {
      const button = make('button', { type: 'button', class: 'btn quiet' }, text(key));
      button.addEventListener('click', () => {
        act();
        this.field.focus();
      });
      return button;
    };
    const theirs = (): void => {
      forget(this.key);
      location.reload();
    };
    // One's own text over a page drawn before the other's change would hide that change: see theirs first, then write.
    const fresh = mine !== this.field.value;
    const own = (): void => {
      this.halted = false;
      this.put(mine);
      this.typed();
    };
    this.status.append(' ');
    if (fresh) this.status.append(choose('conflict-mine', own), ' ');
    this.status.append(choose('conflict-theirs', fresh ? () => this.drop() : theirs));
  }

  private drop(): void {
    forget(this.key);
    this.halted = false;
    this.status.textContent = '';
    delete this.status.dataset.state;
  }

  private put(value: string): void {
    this.field.value = value;
    this.field.dispatchEvent(new CustomEvent('talkoot:restored'));
  }

  private show(state: State): void {
    this.status.dataset.state = state === 'signed-out' ? 'refused' : state;
    this.status.textContent = text(state, { time: clock(new Date()) });
  }

  private statusLine(): HTMLElement {
    const named = this.field.dataset.status ? document.getElementById(this.field.dataset.status) : null;
    if (named) return named;
    const line = make('p', { class: 'status', role: 'status' });
    const editor = this.field.nextElementSibling;
    (editor?.classList.contains('editor') ? editor : this.field).after(line);
    return line;
  }
}
