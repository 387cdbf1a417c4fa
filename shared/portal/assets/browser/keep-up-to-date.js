/**
 * Keeps an open page up to date: polls its state as JSON, moves the progress bar, and replaces parts from a fresh page
 * when they would look different. Open details stay open, the focus stays where it is, and a part in which something
 * is typed or chosen is not replaced.
 *
 * While the page cannot be renewed, a note says why and since when. It goes away with the next successful poll, except
 * after another sign-in in this browser: the page belongs to its session, and nothing of another one may come into it.
 */
export function keepUpToDate() {
  const LOOKS_AFTER_ASKING = 15;
  const SOON = 2;
  /** Seconds after which a failed poll is tried again, and for which a page counts as current. */
  const RETRY = 10;
  const TIMEOUT = 20;
  const FIELDS = 'input:not([type=hidden]), textarea';
  const FOCUSABLE = 'a, button, input, select, textarea, summary, [tabindex]';
  const { lang, dataset } = document.documentElement;
  const CLOCK = new Intl.DateTimeFormat(lang, { timeStyle: 'short', timeZone: 'Asia/Tokyo' });
  const news = document.getElementById('news');
  const stale = document.getElementById('stale');
  if (news === null || stale === null) return;
  const notice = document.getElementById('notice');
  /** Whether the message says something else once the action has ended. */
  const isAwaited = notice !== null && notice.dataset['after'] !== '';
  let { version, says = '' } = news.dataset;
  let every = Number(news.dataset['every']);
  // After a form was sent, its effect is expected soon, so the first polls come sooner.
  let soon = notice === null ? 0 : LOOKS_AFTER_ASKING;
  let wasMoving = false;
  let current = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;
  let isLooking = false;

  /** @param {string} accept */
  async function ask(accept) {
    const headers = { accept, 'x-unattended': '1' };
    const signal = AbortSignal.timeout(TIMEOUT * 1000);
    const answer = await fetch(location.pathname + location.search, { headers, redirect: 'manual', signal });
    if (answer.type === 'opaqueredirect' || answer.status === 401) throw new Error('signed-out');
    if (answer.status === 429 || answer.status >= 500) throw new Error('unreachable');
    if (answer.headers.get('x-session') !== dataset['session']) throw new Error('replaced');
    if (!answer.ok || !answer.headers.get('content-type')?.startsWith(accept)) throw new Error('changed');
    return answer;
  }

  /** @param {NonNullable<import('../../components/live-state.ts').LiveState['progress']>} progress */
  function showProgress({ done, total, text }) {
    const bar = document.getElementById('progress');
    const pace = document.getElementById('pace');
    if (!(bar instanceof HTMLProgressElement) || pace === null) return;
    bar.max = Math.max(1, total);
    bar.value = done;
    pace.textContent = text;
  }

  /** @param {Element} part */
  function isTypedIn(part) {
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll(FIELDS));
    return [...fields].some(({ type, value, defaultValue, checked, defaultChecked }) =>
      ['checkbox', 'radio'].includes(type) ? checked !== defaultChecked : value !== defaultValue,
    );
  }

  /**
   * The element of a renewed part that stands for one of the former part: by its id, otherwise by what it says.
   * @param {Element} element
   * @param {Element} part
   */
  function sameIn(element, part) {
    const { id, tagName, textContent } = element;
    const alike = [...part.querySelectorAll(tagName)].find((other) =>
      id === '' ? other.id === '' && other.textContent === textContent : other.id === id,
    );
    return alike instanceof HTMLElement ? alike : undefined;
  }

  /**
   * @param {Element} part
   * @param {Element} fresh
   */
  function replace(part, fresh) {
    for (const summary of part.querySelectorAll('details[open] > summary')) {
      sameIn(summary, fresh)?.parentElement?.setAttribute('open', '');
    }
    const focused = document.activeElement;
    const had = focused !== null && part.contains(focused) ? focused : undefined;
    part.replaceWith(document.adoptNode(fresh));
    if (had === undefined) return;
    // Where the element is gone, the place remains: the part, from which the Tab key goes on.
    const place = sameIn(had, fresh) ?? (fresh instanceof HTMLElement ? fresh : undefined);
    if (place?.matches(FOCUSABLE) === false) place.tabIndex = -1;
    place?.focus();
  }

  async function renew() {
    const fresh = new DOMParser().parseFromString(await (await ask('text/html')).text(), 'text/html');
    const parts = [...document.querySelectorAll('[data-part]')];
    const renewed = parts.map((part) => fresh.getElementById(part.id));
    if (renewed.includes(null)) throw new Error('changed');
    for (const [index, part] of parts.entries()) {
      const replacement = renewed[index];
      if (replacement && !isTypedIn(part)) replace(part, replacement);
    }
  }

  async function look() {
    /** @type {{ live: import('../../components/live-state.ts').LiveState }} */
    const { live } = await (await ask('application/json')).json();
    every = live.every;
    if (live.progress !== null) showProgress(live.progress);
    if (live.version !== version) {
      await renew();
      version = live.version;
      // The message stays while the action that it announces is in progress, and where it announces none.
      if (!live.moving && notice !== null && (isAwaited || wasMoving)) {
        const { after } = notice.dataset;
        if (live.well && after) notice.textContent = after;
        else notice.remove();
        notice.dataset['after'] = '';
      }
    }
    wasMoving = live.moving;
    if ((live.says !== says || 'stale' in dataset) && news !== null) {
      says = live.says;
      news.textContent = says;
    }
    current = Date.now();
    delete dataset['stale'];
    if (stale !== null) stale.hidden = true;
  }

  /** @param {string} cause */
  function sayStale(cause) {
    if (stale === null || news === null || ['replaced', cause].includes(dataset['stale'] ?? '')) return;
    const causes = /** @type {NodeListOf<HTMLElement>} */ (stale.querySelectorAll('[data-cause]'));
    for (const one of causes) one.hidden = one.dataset['cause'] !== cause;
    const time = stale.querySelector('time');
    if (time !== null) {
      time.dateTime = new Date(current).toISOString();
      time.textContent = CLOCK.format(current);
    }
    dataset['stale'] = cause;
    stale.hidden = false;
    news.textContent = stale.innerText;
  }

  /** @param {unknown} failure */
  function causeOf(failure) {
    const known = failure instanceof Error ? failure.message : '';
    return ['signed-out', 'replaced', 'changed'].includes(known) ? known : 'unreachable';
  }

  async function lookNow() {
    if (isLooking || dataset['stale'] === 'replaced') return;
    clearTimeout(next);
    isLooking = true;
    let wait = every;
    try {
      await look();
      wait = soon > 0 ? Math.min(SOON, every) : every;
      soon -= 1;
    } catch (failure) {
      const cause = causeOf(failure);
      // One answer that is lost while much is asked for is not worth a word.
      if (cause !== 'unreachable' || Date.now() - current >= RETRY * 1000) sayStale(cause);
      wait = Math.min(every, RETRY);
    }
    isLooking = false;
    next = setTimeout(lookNow, wait * 1000);
  }

  addEventListener('offline', () => sayStale('unreachable'));
  addEventListener('online', lookNow);
  // A page in the background, or on a sleeping machine, was not renewed for a while.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - current > every * 1000) void lookNow();
  });
  next = setTimeout(lookNow, (soon > 0 ? Math.min(SOON, every) : every) * 1000);
}
