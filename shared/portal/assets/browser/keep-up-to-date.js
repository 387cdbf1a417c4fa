/**
 * Keeps an open page up to date: polls its state as JSON, moves the progress bar, and replaces parts from a fresh page
 * when they would look different. Open details stay open, and a part with typed text is not replaced. On any failure
 * (signed out, no network) the page stays as it is until the next poll.
 */
export function keepUpToDate() {
  const ADDRESS = location.pathname;
  const LOOKS_AFTER_ASKING = 15;
  const SOON = 2;
  const TYPED = 'input[type=text], input[type=email], input[type=password]';
  const news = document.getElementById('news');
  if (news === null) return;
  const notice = document.getElementById('notice');
  let { version, says = '' } = news.dataset;
  let every = Number(news.dataset['every']);
  // After a form was sent, its effect is expected soon, so the first polls come sooner.
  let soon = notice === null ? 0 : LOOKS_AFTER_ASKING;

  /** @param {string} accept */
  async function ask(accept) {
    const headers = { accept, 'x-unattended': '1' };
    const answer = await fetch(ADDRESS, { headers, redirect: 'manual' });
    if (!answer.ok) throw new Error('No state now.');
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
    const fields = /** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll(TYPED));
    return [...fields].some((field) => field.value !== field.defaultValue);
  }

  async function renew() {
    const fresh = new DOMParser().parseFromString(await (await ask('text/html')).text(), 'text/html');
    const focused = document.activeElement?.id ?? '';
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.getElementById(part.id);
      if (next === null || isTypedIn(part)) continue;
      for (const { id, open } of part.querySelectorAll('details')) {
        const same = id === '' ? null : fresh.getElementById(id);
        if (open && same !== null) same.setAttribute('open', '');
      }
      part.replaceWith(document.adoptNode(next));
    }
    if (focused !== '') document.getElementById(focused)?.focus();
  }

  async function look() {
    /** @type {{ live: import('../../components/live-state.ts').LiveState }} */
    const { live } = await (await ask('application/json')).json();
    every = live.every;
    if (live.progress !== null) showProgress(live.progress);
    if (live.version !== version) {
      await renew();
      version = live.version;
      // The message stays while the action that it announces is in progress.
      if (!live.moving && notice !== null) {
        const { after } = notice.dataset;
        if (live.well && after) notice.textContent = after;
        else notice.remove();
        notice.dataset['after'] = '';
      }
    }
    if (live.says !== says && news !== null) {
      says = live.says;
      news.textContent = says;
    }
  }

  function goOn() {
    const wait = soon > 0 ? Math.min(SOON, every) : every;
    soon -= 1;
    setTimeout(async () => {
      try {
        await look();
      } catch {
        // Ignored until the next poll.
      }
      goOn();
    }, wait * 1000);
  }
  goOn();
}
