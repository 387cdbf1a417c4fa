/** Adds to a time, as its title, what the reader's own clock showed then. */
export function sayLocalTime() {
  document.addEventListener('pointerover', ({ target }) => {
    if (!(target instanceof HTMLTimeElement)) return;
    const { lang } = document.documentElement;
    target.title = new Date(target.dateTime).toLocaleString(lang, { dateStyle: 'medium', timeStyle: 'long' });
  });
}
