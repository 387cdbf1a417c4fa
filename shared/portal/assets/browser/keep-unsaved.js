/**
 * Asks for confirmation when saving another form or leaving the page would lose unsaved changes of a form. When the
 * person changes the language of the page, what is typed and chosen goes along, so that only a secret or a file is
 * asked about.
 */
export function keepUnsaved() {
  const TAKEN_ALONG = 'typed';
  const page = document.documentElement.dataset['session'] + location.pathname;
  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
  const fields = () =>
    /** @type {Field[]} */ ([...document.querySelectorAll('main :is(input, textarea, select):not([data-shows])')]);

  /** @param {Element} field */
  function isTick(field) {
    return field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type);
  }

  /** @param {Field} field */
  function goesAlong(field) {
    return !['hidden', 'password', 'file'].includes(field.type) && !('readOnly' in field && field.readOnly);
  }

  /** @param {Element} field */
  function isChanged(field) {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (!(field instanceof HTMLInputElement)) return false;
    return isTick(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  }

  const taken = JSON.parse(sessionStorage.getItem(TAKEN_ALONG) ?? 'null');
  sessionStorage.removeItem(TAKEN_ALONG);
  const shown = fields().filter(goesAlong);
  if (taken?.page === page && taken.values.length === shown.length) {
    for (const [index, field] of shown.entries()) {
      const value = taken.values[index];
      if (field instanceof HTMLInputElement && isTick(field)) field.checked = value;
      else field.value = value;
    }
  }

  let changesLanguage = false;
  /** @type {EventTarget | null} */
  let sent = null;
  addEventListener('click', ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target instanceof Element ? target.closest('a[hreflang]') : null;
    // With such a key the page opens elsewhere, and this one stays.
    if (link === null || ctrlKey || metaKey || shiftKey) return;
    changesLanguage = true;
    const values = fields()
      .filter(goesAlong)
      .map((field) => (field instanceof HTMLInputElement && isTick(field) ? field.checked : field.value));
    const { pathname } = new URL(link instanceof HTMLAnchorElement ? link.href : '', location.href);
    const to = document.documentElement.dataset['session'] + pathname;
    sessionStorage.setItem(TAKEN_ALONG, JSON.stringify({ page: to, values }));
  });
  addEventListener('submit', ({ target }) => {
    sent = target;
  });
  addEventListener('beforeunload', (event) => {
    const others = [...document.forms].filter((form) => form !== sent && 'asks' in form.dataset);
    const unsaved = others.flatMap((form) => [...form.elements]).filter(isChanged);
    const lost = changesLanguage ? unsaved.filter((field) => !goesAlong(/** @type {Field} */ (field))) : unsaved;
    if (lost.length > 0) event.preventDefault();
    changesLanguage = false;
    sent = null;
  });
}
