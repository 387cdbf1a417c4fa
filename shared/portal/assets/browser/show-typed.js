/** Shows the content of a password field while its check box is ticked. */
export function showTyped() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const field = document.getElementById(target.dataset['shows'] ?? '');
    if (field instanceof HTMLInputElement) field.type = target.checked ? 'text' : 'password';
  });
  // Browsers would remember a value that is submitted as plain text.
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    for (const box of target.querySelectorAll('input[data-shows]')) {
      if (box instanceof HTMLInputElement && box.checked) box.click();
    }
  });
}
