/**
 * Copies what a field holds to the clipboard. Where that is not allowed, the text is left selected. The click is heard by
 * the document, for the button may be in a part that is put in anew.
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
