/**
 * Keeps an open screen up to date: fetches its state as JSON, moves the progress bar, and puts in the parts of a fresh
 * page when they would look different. What is open stays open, a part with typed text stays as it is. Whatever goes
 * wrong (signed out, no network) only means that the page stays as it is until the next look.
 */
const KEEP_UP_TO_DATE = `(() => {
  const ADDRESS = location.pathname;
  const LOOKS_AFTER_ASKING = 15;
  const SOON = 2;
  const news = document.getElementById('news');
  if (news === null) return;
  let { version, says, every } = news.dataset;
  const notice = document.getElementById('notice');
  // What was just asked for is about to happen.
  let soon = notice === null ? 0 : LOOKS_AFTER_ASKING;

  async function ask(accept) {
    const headers = { accept, 'x-unattended': '1' };
    const answer = await fetch(ADDRESS, { headers, redirect: 'manual' });
    if (!answer.ok) throw new Error('No state now.');
    return answer;
  }

  function showProgress({ done, total, text }) {
    const bar = document.getElementById('progress');
    const pace = document.getElementById('pace');
    if (bar === null || pace === null) return;
    bar.max = Math.max(1, total);
    bar.value = done;
    pace.textContent = text;
  }

  const TYPED = 'input[type=text], input[type=email], input[type=password]';
  const isTypedIn = (part) => [...part.querySelectorAll(TYPED)].some((field) => field.value !== field.defaultValue);

  async function renew() {
    const fresh = new DOMParser().parseFromString(await (await ask('text/html')).text(), 'text/html');
    const focused = document.activeElement?.id;
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.getElementById(part.id);
      if (next === null || isTypedIn(part)) continue;
      for (const details of part.querySelectorAll('details[id]')) {
        const same = next.querySelector('#' + details.id);
        if (same !== null && details.open) same.open = true;
      }
      part.replaceWith(document.adoptNode(next));
    }
    if (focused) document.getElementById(focused)?.focus();
  }

  async function look() {
    const { live } = await (await ask('application/json')).json();
    every = live.every;
    if (live.progress !== null) showProgress(live.progress);
    if (live.version !== version) {
      await renew();
      version = live.version;
      // The message stays while what it tells of goes on.
      if (!live.moving && notice !== null) {
        if (live.well && notice.dataset.after) notice.textContent = notice.dataset.after;
        else notice.remove();
        notice.dataset.after = '';
      }
    }
    if (live.says !== says) news.textContent = says = live.says;
  }

  const goOn = () => {
    const wait = soon > 0 ? Math.min(SOON, every) : every;
    soon -= 1;
    setTimeout(() => look().catch(() => undefined).then(goOn), wait * 1000);
  };
  goOn();
})();
`;

/** A reload is to say nothing twice. */
const SAID_ONCE = `(() => {
  const address = new URL(location.href);
  for (const name of ['done', 'registered', 'withdrawn']) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, '', address);
})();
`;

/** Copies what a field holds to the clipboard. Where that is not allowed, the text is left selected. */
const COPY = `document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-copies]');
  if (button === null) return;
  const field = document.getElementById(button.dataset.copies);
  field.select();
  await navigator.clipboard.writeText(field.value);
  button.nextElementSibling.textContent = button.dataset.said;
});
`;

/** What pages do beyond what they do without it. */
export const PAGE_SCRIPT = `'use strict';\n${KEEP_UP_TO_DATE}${SAID_ONCE}${COPY}`;
