/**
 * Ignores what is submitted within a second after a form was sent, as by a double click, and marks that form as busy.
 * The server takes a repeated form for the same act in any case; this spares it the work.
 */
export function sendOnce() {
  const PAUSE = 1000;
  let sentAt = Number.NEGATIVE_INFINITY;
  /** @type {HTMLFormElement | undefined} */
  let busy;

  function beReady() {
    sentAt = Number.NEGATIVE_INFINITY;
    busy?.removeAttribute('aria-busy');
  }

  addEventListener('submit', (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    if (performance.now() - sentAt < PAUSE) {
      event.preventDefault();
      return;
    }
    sentAt = performance.now();
    busy = event.target;
    busy.setAttribute('aria-busy', 'true');
  });
  // The person is asked whether to leave the page, and may stay.
  addEventListener('beforeunload', (event) => {
    if (event.defaultPrevented) beReady();
  });
  // The page is shown again from the browser's memory.
  addEventListener('pageshow', beReady);
}
