/** Shows what is typed into a field that hides it, as long as its box is ticked; never what is sent. */
export function showTyped() {
  /** @param {HTMLInputElement} box */
  const fieldOf = (box) => {
    const field = document.getElementById(box.dataset['shows'] ?? '');
    return field instanceof HTMLInputElement ? field : null;
  };
  document.addEventListener('change', ({ target }) => {
    const field = target instanceof HTMLInputElement ? fieldOf(target) : null;
    if (field !== null && target instanceof HTMLInputElement) field.type = target.checked ? 'text' : 'password';
  });
  // What was sent as plain text, browsers would remember.
  document.addEventListener('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return;
    for (const box of target.querySelectorAll('input[data-shows]')) {
      const field = box instanceof HTMLInputElement ? fieldOf(box) : null;
      if (field !== null) field.type = 'password';
    }
  });
}
