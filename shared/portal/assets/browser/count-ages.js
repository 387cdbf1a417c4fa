/** Lets the relative times of a page go on counting ("3 minutes ago"), also while nothing can be reached. */
export function countAges() {
  const EVERY = 15;
  const { lang } = document.documentElement;
  const format = new Intl.RelativeTimeFormat(lang);
  /** @type {readonly (readonly [unit: 'day' | 'hour' | 'minute', seconds: number])[]} */
  const UNITS = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  let counted = Date.now();

  setInterval(() => {
    const passed = (Date.now() - counted) / 1000;
    counted += passed * 1000;
    const ages = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-age]'));
    for (const shown of ages) {
      const age = Number(shown.dataset['age']) + passed;
      shown.dataset['age'] = String(age);
      const unit = UNITS.find(([, seconds]) => Math.abs(age) >= seconds);
      if (unit === undefined) continue;
      const text = format.format(-Math.trunc(age / unit[1]), unit[0]);
      shown.textContent = lang === 'ja' ? text.replaceAll(' ', '') : text;
    }
  }, EVERY * 1000);
}
