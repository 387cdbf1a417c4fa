/**
 * Copies a field's content to the clipboard, or selects it where that is not allowed. The listener is on the document,
 * because the button may be in a part that is replaced.
 */
export function copyFields() {
  document.addEventListener('click', async ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    const field = document.getElementById(button?.dataset['copies'] ?? '');
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    field.select();
    await navigator.clipboard.writeText(field.value);
    const said = button?.nextElementSibling;
    if (said) said.textContent = button.dataset['said'] ?? '';
  });
}
