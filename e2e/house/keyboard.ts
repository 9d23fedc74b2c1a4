// An errand by keyboard alone, with its presses counted. Writing is not counted: it is what the errand is about.
import { expect, type Page } from '@playwright/test';

export class Keyboard {
  /** Keys pressed so far, besides text. */
  presses = 0;
  private readonly marks = new Map<string, number>();

  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.presses += 1;
    }
  }

  /** Writes text where the focus is. */
  async write(words: string): Promise<void> {
    await this.page.keyboard.insertText(words);
  }

  /** Walks by Tab (or `key`) until the control of this role and name has the focus; each step counts. */
  async reach(role: Parameters<Page['getByRole']>[0], name: string | RegExp, key = 'Tab', most = 200): Promise<void> {
    const wanted = this.page.getByRole(role, { name }).first();
    // What is not there must be told at once, not looked for until the test's time is up.
    await wanted.waitFor({ state: 'visible', timeout: 5_000 });
    for (let step = 0; step <= most; step += 1) {
      if (await wanted.evaluate((e) => e === document.activeElement || e.contains(document.activeElement))) return;
      await this.press(key);
    }
    throw new Error(`${role} “${String(name)}” was not reached by ${most} times ${key}`);
  }

  /** Reaches a control, presses it with Enter and waits for the page that it leads to. */
  async go(role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
    await this.reach(role, name);
    await this.turn('Enter');
  }

  /** Presses a key that leads to another page, and waits for that page. */
  async turn(key: string): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 15_000 });
    await this.press(key);
    await loaded;
  }

  /** The focus is on something, and one can see it there. */
  async seen(): Promise<void> {
    const state = await this.page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return 'lost';
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.height > 0 ? 'seen' : 'hidden';
    });
    expect(state, 'focus').toBe('seen');
  }

  /** Begins to count one part of the errand. */
  begin(part: string): void {
    this.marks.set(part, this.presses);
  }

  /** Presses since the part began. */
  count(part: string): number {
    return this.presses - (this.marks.get(part) ?? 0);
  }
}
