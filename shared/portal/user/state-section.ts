import { html } from 'hono/html';
import { FOLDER_NAME } from '../../contacts/ensure-folder.ts';
import { isMoving, isSettled, type LinkStatus, openHold, otherMailbox, paceOf } from '../../links/link-status.ts';
import { nextServed, SYNC_INTERVAL } from '../../links/slot.ts';
import { ownNote } from '../components/flash-message.ts';
import { foreignText, naming } from '../components/foreign-text.ts';
import { csrfField, type Html } from '../components/layout.ts';
import { ageAndMoment } from '../components/moment.ts';
import { failureNote } from './failure-note.ts';
import type { UserView } from './user-view.ts';

const TONE: Readonly<Record<LinkStatus['name'], '' | 'good' | 'warn' | 'bad' | 'busy'>> = {
  'not-connected': '',
  'not-linked': '',
  'broken-off': 'warn',
  unlinking: 'busy',
  'reconnect-needed': 'bad',
  'key-refused': 'bad',
  disconnected: 'warn',
  paused: 'warn',
  'key-missing': 'warn',
  waiting: 'warn',
  running: 'busy',
  failing: 'warn',
  starting: 'busy',
  held: 'warn',
  decided: 'busy',
  'cards-refused': 'warn',
  'up-to-date': 'good',
};

/** The link's status, the available actions and the facts about the link. */
export function stateSection(view: UserView): Html {
  const { words, status } = view;
  return html`<section aria-labelledby="state">
<div class="head"><h2 id="state">${words.settings.state}</h2><span class="badge ${TONE[status.name]}">${words.settings.status[status.name].label}</span></div>
${explanation(view)}
${holdPart(view)}
${folderPart(view)}
${isMoving(status) ? html`<noscript><p><a href="/settings/microsoft-365">${words.settings.refresh}</a></p></noscript>` : ''}
${facts(view)}
${actions(view)}
</section>`;
}

function explanation({ words, status, now, link, administrator, flash }: UserView): Html {
  const text = words.settings;
  const said = text.status[status.name].text;
  switch (status.name) {
    case 'running': {
      const pace = paceOf(status.progress, now);
      return html`<div class="running"><label for="progress">${text.running}</label>
<progress id="progress" value="${pace.done}" max="${Math.max(1, pace.total)}" aria-describedby="pace"></progress>
<p id="pace">${text.paceText(pace)}</p><p class="hint">${said}</p></div>`;
    }
    case 'waiting':
      return status.code === null
        ? html`<p class="note warn">${text.paced}</p>`
        : failureNote(words, status.code, 'warn');
    case 'failing':
      return failureNote(words, status.code, 'warn');
    case 'reconnect-needed':
      return failureNote(words, status.reason, 'bad');
    case 'key-refused':
      return html`<p class="note bad">${said}</p>`;
    case 'up-to-date':
      // What is missing in Outlook is told below.
      if (link?.sync.absent != null) return html``;
      if (link?.sync.counts?.cards === 0) return html`<p>${text.noCards}</p>`;
      return html`<p>${said}</p>`;
    case 'cards-refused':
      return html`<p class="note warn">${text.cardsRefused(status.cards)}</p>`;
    case 'not-linked':
      return html`<p>${said}</p>`;
    case 'held':
      return html``;
    case 'not-connected':
      return html`<div class="note warn"><p>${(link?.formerLinks.length ?? 0) > 0 ? text.connectionEnded : said}</p>
${administrator ? html`<p><a href="/organization/microsoft-365">${words.home.organizationSettings}</a></p>` : ''}</div>`;
    case 'broken-off':
    case 'disconnected':
    case 'key-missing':
      return html`<p class="note warn">${said}</p>`;
    case 'paused':
      return html`<p class="note warn">${link?.pausedAt == null ? said : text.pausedAlone}</p>`;
    case 'decided': {
      const { decision, removals = 0 } = link?.sync.hold ?? {};
      return html`<p class="note" ${ownNote(flash)}>${text.deciding[decision ?? 'keep'](removals)}</p>`;
    }
    case 'unlinking':
    case 'starting':
      return html`<p class="note" ${ownNote(flash)}>${said}</p>`;
  }
}

/** What the last folder listing showed of doubles and of many missing contacts (PRODUCT C13, C14). */
function folderPart({ words, link }: UserView): Html {
  if (link?.state.name !== 'linked') return html``;
  const { doubles, absent } = link.sync;
  const text = words.settings;
  return html`${doubles === 0 ? '' : html`<p class="note warn">${text.doubles(doubles)}</p>`}${absent === null ? '' : html`<p class="note warn">${text.absent(absent.contacts)}</p>`}`;
}

/** Held removals, and the two decisions (PRODUCT C6). */
function holdPart({ words, csrfToken, link }: UserView): Html {
  const text = words.settings;
  const hold = link?.state.name === 'linked' ? openHold(link.sync) : undefined;
  if (hold === undefined) return html``;
  const { removals, of } = hold;
  return html`<div class="note warn"><p>${text.hold(removals, of)} <a href="/settings/microsoft-365/preview">${text.holdShow}</a></p>
<form method="post" action="/settings/microsoft-365/hold">${csrfField(csrfToken)}<input type="hidden" name="removals" value="${removals}">
<ul class="ways"><li><button class="primary" name="decision" value="keep" aria-describedby="hold-keep">${text.holdKeep}</button><p class="hint" id="hold-keep">${text.holdKeepHint}</p></li>
<li><button name="decision" value="apply" aria-describedby="hold-apply">${text.holdApply}</button><p class="hint" id="hold-apply">${text.holdApplyHint}</p></li></ul></form></div>`;
}

function facts({ words, language, now, status, link }: UserView): Html {
  const text = words.settings;
  if (link === undefined || !('folder' in link.state) || status.name === 'unlinking') return html``;
  const { sync, slot } = link;
  // The next run is not shown while a run is in progress or impossible.
  const showsNext = ['failing', 'held', 'decided'].includes(status.name) || isSettled(status);
  return html`<dl>
<dt>${text.linkedAccount}</dt><dd>${foreignText(link.state.mailbox.name)}${link.email === '' || otherMailbox(link) === undefined ? '' : html`<p class="note warn">${naming(text.otherAccount(link.email), link.email)}</p>`}</dd>
<dt>${text.folder}</dt><dd>${foreignText(FOLDER_NAME)}</dd>
<dt>${text.lastSuccess}</dt><dd>${sync.lastSuccess === null ? text.never : ageAndMoment(sync.lastSuccess, now, language)}${isSettled(status) && isAWhileAgo(sync.lastSuccess, now) ? html`<br><span class="hint">${text.writtenHourly}</span>` : ''}</dd>
${sync.counts === null ? '' : html`<dt>${text.cards}</dt><dd>${text.cardsText(sync.counts.cards)}</dd>${sync.lastSuccess === null ? '' : html`<dt>${text.lastRun}</dt><dd>${text.counts(sync.counts)}</dd>`}`}
${sync.counts === null || sync.counts.kept === 0 ? '' : html`<dt>${text.kept}</dt><dd>${text.keptText(sync.counts.kept)}</dd>`}
${status.name === 'waiting' ? html`<dt>${status.code === 'consent-missing' ? text.nextCheck : text.resumes}</dt><dd>${ageAndMoment(status.until, now, language)}</dd>` : ''}
${showsNext && slot !== null ? html`<dt>${text.nextRun}</dt><dd>${ageAndMoment(nextServed(slot, now), now, language)}</dd>` : ''}
</dl>`;
}

/** Whether it is longer ago than the sync interval, so that a run might seem to be missing. */
function isAWhileAgo(moment: string | null, now: Date): boolean {
  return moment !== null && now.getTime() - Date.parse(moment) > SYNC_INTERVAL;
}

function actions(view: UserView): Html {
  const { words, csrfToken, status } = view;
  const text = words.settings;
  const post = (action: 'link' | 'sync', label: string, className = '') =>
    html`<form method="post" action="/settings/microsoft-365/${action}">${csrfField(csrfToken)}<button id="${action}" class="${className}">${label}</button></form>`;
  const linkForm = html`${post('link', text.link, 'primary')}${view.offersOtherAccounts ? html`<form method="post" action="/settings/microsoft-365/link">${csrfField(csrfToken)}<button class="quiet" name="account" value="other">${text.otherMailbox}</button></form>` : ''}`;
  const unlink = html`<p class="ending"><a id="unlink" href="/settings/microsoft-365/unlink">${text.unlink}</a></p>`;
  switch (status.name) {
    case 'not-connected':
    case 'unlinking':
      return html``;
    case 'not-linked':
      return html`<div class="actions">${linkForm}</div>`;
    case 'broken-off':
    case 'reconnect-needed':
      return html`<div class="actions">${linkForm}</div>${unlink}`;
    // A requested sync would not run now. For a refused or missing API key, the key section below has the form.
    case 'key-refused':
    case 'disconnected':
    case 'paused':
    case 'key-missing':
    case 'waiting':
    // Nor is there anything to ask for while one runs or is about to.
    case 'running':
    case 'starting':
    case 'decided':
      return unlink;
    default:
      return html`<div class="actions">${post('sync', text.syncNow, helps(view) ? 'primary' : '')}
${status.name === 'held' ? '' : html`<form method="get" action="/settings/microsoft-365/preview"><button id="preview">${text.preview}</button></form>`}
<a class="button" id="rebuild" href="/settings/microsoft-365/rebuild">${text.rebuild}</a></div>${unlink}`;
  }
}

/** Whether "sync now" should be the primary button. */
function helps({ words, status }: UserView): boolean {
  if (status.name === 'failing') return words.runFailures[status.code].who === 'nobody';
  return status.name !== 'held';
}
