/**
 * Moves the focus to the message about the last act, so that screen readers read it: a live region that is in the page
 * from the start is not announced.
 */
export function focusMessage() {
  const message = document.querySelector('[data-message]');
  if (message instanceof HTMLElement) message.focus();
}
