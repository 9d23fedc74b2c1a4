// Words that a script shows, in the page's language. The files stand in web/texts and `cargo xtask check` compares them.
import en from '../texts/en.json';
import fi from '../texts/fi.json';
import sv from '../texts/sv.json';

export type Key = keyof typeof fi;

const all: Record<string, Record<Key, string>> = { fi, sv, en };

/** The text of `key` with `{name}`s filled in. */
export function text(key: Key, values: Record<string, string | number> = {}): string {
  const words = (all[document.documentElement.lang.slice(0, 2)] ?? fi)[key];
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** The clock as the page's language writes it: 9.47.12 in Finnish and Swedish, 9:47:12 in English. */
export function clock(at: Date): string {
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0'));
  const mark = document.documentElement.lang.startsWith('en') ? ':' : '.';
  return [String(Number(hours)), minutes, seconds].join(mark);
}
