// Texts that save themselves (`<textarea data-autosave>`): what is typed is kept on this device at once and sent when
// the connection is there.
import { Autosave } from './autosave';
import { onContent } from './dom';

const FIELD = 'textarea[data-autosave]';

export function fields(root: ParentNode): Autosave[] {
  return [...root.querySelectorAll<HTMLTextAreaElement>(FIELD)].map(Autosave.of);
}

document.addEventListener('input', (event) => {
  if (event.target instanceof HTMLTextAreaElement && event.target.matches(FIELD)) Autosave.of(event.target).typed();
});
addEventListener('online', () => fields(document).forEach((field) => field.wake()));
addEventListener('pagehide', () => fields(document).forEach((field) => field.leave()));

// A form goes only after the sendings under way in it, else its version would be stale through our own doing. Another
// form waits until the texts beside it are at the server, else the next page might be drawn without them; where the
// network is away it does not wait long, since the texts are kept here.
const PATIENCE = 2_000;
const waited = new WeakSet<HTMLFormElement>();
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const inside = fields(form);
    const beside = fields(document).filter((field) => !inside.includes(field) && field.unsent);
    if (waited.delete(form) || (beside.length === 0 && !inside.some((field) => field.busy))) {
      inside.forEach((field) => void field.settle());
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const by = event.submitter;
    const sent = Promise.all(beside.map((field) => field.flush()));
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    void Promise.all([...inside.map((field) => field.settle()), Promise.race([sent, late])]).then(() => {
      waited.add(form);
      form.requestSubmit(by);
    });
  },
  true,
);

onContent((root) => fields(root));
