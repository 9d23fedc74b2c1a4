// On a phone the menu scrolls sideways: where one is must be in sight.

/** Scrolls the menu, and only it, to the current page. */
export function showCurrent(): void {
  const menu = document.querySelector<HTMLElement>('.top nav');
  const here = menu?.querySelector<HTMLElement>('[aria-current]');
  if (!menu || !here || menu.scrollWidth <= menu.clientWidth) return;
  menu.scrollLeft = here.offsetLeft - menu.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
}
