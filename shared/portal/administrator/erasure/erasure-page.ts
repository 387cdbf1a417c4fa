import { html } from 'hono/html';
import { formatMoment, type Words } from '../../../i18n/words.ts';
import { instant } from '../../../ids.ts';
import { quietFrom, type Receipt } from '../../../offboarding/erase-organization.ts';
import type { Erased, Organization } from '../../../organizations/organization.ts';
import { type FlashMessage, ownNote } from '../../components/flash-message.ts';
import { foreignText, naming } from '../../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { livePart, newsLine, stateAtRest } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import { shownMoment, tellingMoment } from '../../components/moment.ts';
import type { PageContext } from '../../components/page-context.ts';
import { TABS } from '../administrator-screen.ts';

const ERASURE = '/organization/microsoft-365/erasure';

export interface ErasurePageView extends PageContext {
  readonly organization: Organization;
  /** Receipt of the last erasure. */
  readonly receipt: Receipt | undefined;
  /** The name as typed, when it did not match the organization's name. */
  readonly typed?: string | undefined;
  readonly flash?: FlashMessage | undefined;
}

/** Erasure of all data (PRODUCT D3): the confirmation, the progress, and the receipt. */
export function erasurePage(view: ErasurePageView): Page {
  const { words, organization, receipt, typed } = view;
  return {
    title: words.erasure.title,
    content: html`${typed === undefined ? newsLine(words, ERASURE, erasureLive(view)) : ''}
${livePart(
  'erasure-part',
  html`${receipt === undefined || organization.erasure !== null ? '' : receiptSection(view, receipt)}
${organization.erasure === null ? question(view) : underway(view, organization.erasure)}`,
)}`,
  };
}

/** The live state of the erasure: somebody asks for it, it may be asked for once more, it has ended. */
export function erasureLive({
  words,
  organization: { erasure, contacts, mail },
  receipt,
  now,
}: Pick<ErasurePageView, 'words' | 'organization' | 'receipt' | 'now'>): LiveState {
  const isQuiet = erasure !== null && now >= quietFrom(erasure);
  const shown = [erasure, isQuiet, receipt?.finishedAt, contacts.state, mail.state];
  return stateAtRest(
    shown,
    erasure === null ? words.erasure.title : isQuiet ? words.erasure.underway : words.erasure.accepted,
  );
}

function question({ words, csrfToken, organization, receipt, typed, unsent }: ErasurePageView): Html {
  const text = words.erasure;
  const connected = organization.contacts.state === 'connected' || organization.mail.state === 'connected';
  const form = html`<form method="post" action="${ERASURE}" data-asks>
${csrfField(csrfToken)}
<label for="name">${naming(text.typeName(organization.name), organization.name)}</label>
<input type="text" id="name" name="name" required autocomplete="off" value="${typed ?? unsent?.fields.get('name') ?? ''}"
 ${typed === undefined ? '' : html`aria-invalid="true" autofocus aria-describedby="name-error"`}>
${typed === undefined ? '' : html`<p class="error" id="name-error">${text.nameDiffers}</p>`}
<div class="actions"><button class="danger">${text.confirm}</button><a class="button" href="${TABS.settings}">${words.cancel}</a></div>
</form>`;
  const content = html`${connected ? html`<p class="note warn">${text.connectedFirst} <a href="${TABS.connection}">${words.administrator.tabs.connection}</a></p>` : ''}
<p class="note warn">${text.what}</p>
<ul>${text.whatList.map((line) => html`<li>${line}</li>`)}</ul>
<p>${text.stays}</p>
${connected ? '' : form}`;
  // When a receipt is shown, the form with the erasure button is collapsed.
  return receipt === undefined || typed !== undefined
    ? html`<div class="card">${content}</div>`
    : html`<div class="card"><details><summary>${text.again}</summary>${content}</details></div>`;
}

function underway(
  { words, language, csrfToken, now, flash }: ErasurePageView,
  erasure: NonNullable<Organization['erasure']>,
): Html {
  const text = words.erasure;
  return html`<section aria-labelledby="underway"><h2 id="underway">${now < quietFrom(erasure) ? text.accepted : text.underway}</h2>
<p class="note" ${ownNote(flash)}>${tellingMoment((since) => text.underwayText(since, formatMoment(instant(quietFrom(erasure)), language)), erasure.askedAt, language)}</p>
<p>${text.underwayAfter}</p>
<p class="actions"><a class="button" href="${ERASURE}">${words.settings.refresh}</a></p>
${
  now < quietFrom(erasure)
    ? ''
    : html`<form method="post" action="${ERASURE}">${csrfField(csrfToken)}
<p class="actions"><button>${text.goOn}</button></p><p class="hint">${text.goOnHint}</p></form>`
}</section>`;
}

function receiptSection({ words, language }: ErasurePageView, receipt: Receipt): Html {
  const text = words.erasure;
  const { deleted, askedAt, finishedAt, vaultForgetsBy, expiresAt } = receipt;
  const at = (moment: string) => formatMoment(moment, language);
  const entry = (name: string) =>
    html`<dt>${text.counts[name as keyof Erased]}</dt><dd>${(name === 'people' ? text.countPeople : text.count)(deleted[name as keyof Erased])}</dd>`;
  return html`<section aria-labelledby="receipt"><h2 id="receipt">${text.receipt}</h2>
<p class="note good">${tellingMoment(text.receiptText, finishedAt, language)}</p>
<dl><dt>${text.organization}</dt><dd>${foreignText(receipt.organizationName)}</dd>
<dt>${text.askedAt}</dt><dd>${shownMoment(askedAt, language)}</dd>
${Object.keys(text.counts).map(entry)}
<dt>${text.vault}</dt><dd>${vaultText(text, vaultForgetsBy, at)}</dd></dl>
<p>${tellingMoment(text.expires, expiresAt, language)}</p>
<p class="hint">${text.signedInSince}</p>
<p class="actions"><a class="button primary" href="${ERASURE}/receipt">${text.download}</a></p></section>`;
}

function vaultText(
  text: Words['erasure'],
  forgetsBy: Receipt['vaultForgetsBy'],
  at: (moment: string) => string,
): string {
  if (forgetsBy === null) return text.vaultForgot;
  return forgetsBy === 'unknown' ? text.vaultForgetsSome : text.vaultForgetsBy(at(forgetsBy));
}

/** Replaces all other screens while the data is being erased. */
export function closedPage(words: Words, administrator: boolean): Page {
  return {
    title: words.erasure.closedTitle,
    content: html`<div class="card"><p>${words.erasure.closed}</p>
<p class="actions"><a class="button" href="${administrator ? ERASURE : '/'}">${administrator ? words.erasure.follow : words.errors.home}</a></p></div>`,
  };
}
