/** Shows what is typed into a field that hides it, as long as its box is ticked. */
export function showTyped() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const field = document.getElementById(target.dataset['shows'] ?? '');
    if (field instanceof HTMLInputElement) field.type = target.checked ? 'text' : 'password';
  });
  // What was sent as plain text, browsers would remember.
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    for (const box of target.querySelectorAll('input[data-shows]')) {
      if (box instanceof HTMLInputElement && box.checked) box.click();
    }
  });
}
