// The one script of every page: htmx for small exchanges, focus, and what was kept here until it was sent.
// Pages work without it. Nothing here may evaluate text: the content security policy forbids it.
import htmx from 'htmx.org';
import { keepFocus } from './focus';
import { settleSent, sweep } from './keep';
import { meta } from './dom';
import { showCurrent } from './menu';

// A server error's page must not replace a part of this one; forms refused with 422 are swapped in.
(htmx.config.noSwap as (number | string)[]) = [204, 304, '5xx'];

document.addEventListener('htmx:config:request', (event) => {
  const { ctx } = (event as CustomEvent).detail;
  if (meta('csrf')) ctx.request.headers['X-CSRF'] = meta('csrf');
});

// Whoever signs out takes along what was kept on this device.
document.addEventListener('submit', (event) => {
  if (event.target instanceof HTMLFormElement && event.target.matches('[data-signout]')) sweep(true);
});

sweep(false);
settleSent();
keepFocus();
showCurrent();
