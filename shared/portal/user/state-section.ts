import { html } from 'hono/html';
import { MINUTE } from '../../clock.ts';
import { FOLDER_NAME } from '../../contacts/ensure-folder.ts';
import { isMoving, paceOf, type Standing } from '../../links/link-status.ts';
import { otherMailbox } from '../../links/other-mailbox.ts';
import { nextServed } from '../../sync/schedule.ts';
import { ageAndMoment } from '../components/age-and-moment.ts';
import { csrfField, type Html } from '../components/layout.ts';
import { failureNote } from './failure-note.ts';
import type { UserView } from './user-view.ts';

const TONE: Readonly<Record<Standing['name'], '' | 'good' | 'warn' | 'bad' | 'busy'>> = {
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
  'up-to-date': 'good',
};

/** How things stand, what can be done, and what is known of the link. */
export function stateSection(view: UserView): Html {
  const { words, standing, parked } = view;
  const tone = standing.name === 'up-to-date' && parked.length > 0 ? 'warn' : TONE[standing.name];
  return html`<section aria-labelledby="state">
<div class="head"><h2 id="state">${words.settings.state}</h2><span class="badge ${tone}">${words.settings.standing[standing.name].label}</span></div>
${explanation(view)}
${holdPart(view)}
${isMoving(standing) ? html`<noscript><p><a href="/settings/microsoft-365">${words.settings.refresh}</a></p></noscript>` : ''}
${facts(view)}
${actions(view)}
</section>`;
}

function explanation({ words, standing, now, parked, head, administrator }: UserView): Html {
  const text = words.settings;
  const said = text.standing[standing.name].text;
  switch (standing.name) {
    case 'running': {
      const pace = paceOf(standing.progress, now);
      return html`<div class="running"><label for="progress">${text.running}</label>
<progress id="progress" value="${pace.done}" max="${Math.max(1, pace.total)}" aria-describedby="pace"></progress>
<p id="pace">${text.paceText(pace)}</p><p class="hint">${said}</p></div>`;
    }
    case 'waiting':
      return standing.code === null
        ? html`<p class="note warn">${text.paced}</p>`
        : failureNote(words, standing.code, 'warn');
    case 'failing':
      return failureNote(words, standing.code, 'warn');
    case 'reconnect-needed':
      return failureNote(words, standing.reason, 'bad');
    case 'key-refused':
      return html`<p class="note bad">${said}</p>`;
    case 'up-to-date':
      if (head?.sync.counts?.cards === 0) return html`<p>${text.noCards}</p>`;
      return html`<p>${parked.length === 0 ? said : text.upToDateButParked}</p>`;
    case 'not-linked':
      return html`<p>${said}</p>`;
    case 'held':
      return html``;
    case 'not-connected':
      return html`<div class="note warn"><p>${(head?.formerLinks.length ?? 0) > 0 ? text.connectionEnded : said}</p>
${administrator ? html`<p><a href="/organization/microsoft-365">${words.home.organizationSettings}</a></p>` : ''}</div>`;
    case 'broken-off':
    case 'disconnected':
    case 'paused':
    case 'key-missing':
      return html`<p class="note warn">${said}</p>`;
    case 'unlinking':
    case 'starting':
    case 'decided':
      return html`<p class="note">${said}</p>`;
  }
}

/** Removals that look wrong, and the two ways out (PRODUCT C6). */
function holdPart({ words, csrfToken, head }: UserView): Html {
  const text = words.settings;
  if (head?.state.name !== 'linked' || head.sync.hold === null) return html``;
  const { decision, removals, of } = head.sync.hold;
  if (decision !== null) return html``;
  return html`<div class="note warn"><p>${text.hold(removals, of)} <a href="/settings/microsoft-365/preview">${text.holdShow}</a></p>
<form method="post" action="/settings/microsoft-365/hold">${csrfField(csrfToken)}<input type="hidden" name="removals" value="${removals}">
<ul class="ways"><li><button name="decision" value="keep" aria-describedby="hold-keep">${text.holdKeep}</button><p class="hint" id="hold-keep">${text.holdKeepHint}</p></li>
<li><button class="danger" name="decision" value="apply" aria-describedby="hold-apply">${text.holdApply}</button><p class="hint" id="hold-apply">${text.holdApplyHint}</p></li></ul></form></div>`;
}

function facts({ words, language, now, standing, head }: UserView): Html {
  const text = words.settings;
  if (head === undefined || !('folder' in head.state) || standing.name === 'unlinking') return html``;
  const { sync, slot } = head;
  // While a run is under way or cannot be, the next one is not what matters.
  const showsNext = ['failing', 'held', 'decided', 'up-to-date'].includes(standing.name);
  return html`<dl>
<dt>${text.linkedAccount}</dt><dd>${head.state.mailbox.name}${head.email === '' || otherMailbox(head) === undefined ? '' : html`<p class="note warn">${text.otherAccount(head.email)}</p>`}</dd>
<dt>${text.folder}</dt><dd>${FOLDER_NAME}</dd>
<dt>${text.lastSuccess}</dt><dd>${sync.lastSuccess === null ? text.never : ageAndMoment(sync.lastSuccess, now, language)}${standing.name === 'up-to-date' && isAWhileAgo(sync.lastSuccess, now) ? html`<br><span class="hint">${text.writtenHourly}</span>` : ''}</dd>
${sync.counts === null ? '' : html`<dt>${text.cards}</dt><dd>${text.cardsText(sync.counts.cards)}</dd><dt>${text.lastRun}</dt><dd>${text.counts(sync.counts)}</dd>`}
${sync.counts === null || sync.counts.kept === 0 ? '' : html`<dt>${text.kept}</dt><dd>${text.keptText(sync.counts.kept)}</dd>`}
${standing.name === 'waiting' ? html`<dt>${standing.code === 'consent-missing' ? text.nextCheck : text.resumes}</dt><dd>${ageAndMoment(standing.until, now, language)}</dd>` : ''}
${showsNext && slot !== null ? html`<dt>${text.nextRun}</dt><dd>${ageAndMoment(nextServed(slot, now), now, language)}</dd>` : ''}
</dl>`;
}

/** Longer than from one look to the next, so that it would seem that one was missed. */
function isAWhileAgo(moment: string | null, now: Date): boolean {
  return moment !== null && now.getTime() - Date.parse(moment) > 30 * MINUTE;
}

function actions(view: UserView): Html {
  const { words, csrfToken, standing } = view;
  const text = words.settings;
  const post = (action: 'link' | 'sync', label: string, className = '') =>
    html`<form method="post" action="/settings/microsoft-365/${action}">${csrfField(csrfToken)}<button id="${action}" class="${className}">${label}</button></form>`;
  const link = post('link', text.link, 'primary');
  const unlink = html`<a class="button" id="unlink" href="/settings/microsoft-365/unlink">${text.unlink}</a>`;
  switch (standing.name) {
    case 'not-connected':
    case 'unlinking':
      return html``;
    case 'not-linked':
      return html`<div class="actions">${link}</div>`;
    case 'broken-off':
    case 'reconnect-needed':
      return html`<div class="actions">${link}${unlink}</div>`;
    // What is asked for would not be done now; a section below takes a new key.
    case 'key-refused':
    case 'disconnected':
    case 'paused':
    case 'key-missing':
    case 'waiting':
      return html`<div class="actions">${unlink}</div>`;
    default:
      return html`<div class="actions">${post('sync', text.syncNow, helps(view) ? 'primary' : '')}
${standing.name === 'held' ? '' : html`<form method="get" action="/settings/microsoft-365/preview"><button id="preview">${text.preview}</button></form>`}
<a class="button" id="rebuild" href="/settings/microsoft-365/rebuild">${text.rebuild}</a>${unlink}</div>`;
  }
}

/** Whether "sync now" is what the person should press next. */
function helps({ words, standing }: UserView): boolean {
  if (standing.name === 'failing') return words.runFailures[standing.code].who === 'nobody';
  return standing.name !== 'held' && !isMoving(standing);
}
