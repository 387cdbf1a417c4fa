/** Asks for confirmation when saving another form or leaving the page would lose unsaved changes of a form. */
export function keepUnsaved() {
  /** @param {HTMLFormElement} form */
  const isChanged = (form) =>
    [...form.elements].some((field) => {
      if (!(field instanceof HTMLInputElement)) return false;
      const isTick = field.type === 'checkbox' || field.type === 'radio';
      return isTick ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
    });
  /** @type {EventTarget | null} */
  let sent = null;
  addEventListener('submit', ({ target }) => {
    sent = target;
  });
  addEventListener('beforeunload', (event) => {
    const others = [...document.forms].filter((form) => form !== sent && 'asks' in form.dataset);
    if (others.some(isChanged)) event.preventDefault();
    sent = null;
  });
}
