import { html } from 'hono/html';
import { type ContactRules, OPTIONAL_FIELDS } from '../../../contacts/contact-rules.ts';
import { exampleCardPage } from '../../../organizations/card-url.ts';
import { shownAs } from '../../../organizations/change-settings.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { type PageContext, typedIn } from '../../components/page-context.ts';
import { administratorScreen, TABS } from '../administrator-screen.ts';
import { notificationsSection, type WrongNotifications } from './notifications-section.ts';

export interface SettingsPageView extends PageContext {
  readonly organization: Organization;
  readonly egressIps: readonly string[];
  /** Allowed hosts of card pages. */
  readonly hosts: string;
  /** Error of the card page's URL, and the typed value. */
  readonly error?: { readonly typed: string; readonly message: string } | undefined;
  /** Rules chosen on a page that another change has made outdated. */
  readonly rules?: ContactRules | undefined;
  /** What was chosen on a page that another change has made outdated. */
  readonly otherAccounts?: boolean | undefined;
  /** Whether the service is configured to send mail. */
  readonly mailIsSetUp: boolean;
  /** Mails of the current hour, where the sender's domain has a limit. */
  readonly mailUsage: { readonly used: number; readonly perHour: number } | undefined;
  readonly wrongNotifications?: WrongNotifications | undefined;
  readonly flash?: string | undefined;
  /** Whether the organization has the deployment to itself. */
  readonly isForOneCompany: boolean;
}

/** Settings of the organization (PRODUCT B1, C4, C5, E3), the addresses that its network has to allow, and the erasure. */
export function settingsPage(view: SettingsPageView): Page {
  const { words, flash } = view;
  const content = html`${cardUrlSection(view)}${rulesSection(view)}${accountsSection(view)}${notificationsSection(view)}${egressSection(view)}${deploymentSection(view)}
<section aria-labelledby="erasure"><h2 id="erasure">${words.erasure.title}</h2><p>${words.erasure.offer}</p>
<p class="actions"><a class="button" href="/organization/microsoft-365/erasure">${words.erasure.open}</a></p></section>`;
  return administratorScreen(words, 'settings', content, flash);
}

function cardUrlSection({ words, csrfToken, organization, error, hosts, unsent }: SettingsPageView): Html {
  const again = typedIn({ unsent }, `${TABS.settings}/card-url`);
  const text = words.organization;
  const example = exampleCardPage(organization.cardUrlTemplate);
  return html`<section aria-labelledby="card-url"><h2 id="card-url"><label for="cardUrl">${text.cardUrl}</label></h2>
<p>${text.cardUrlExplanation}</p>
<form method="post" action="${TABS.settings}/card-url" data-asks>
${csrfField(csrfToken)}<input type="hidden" name="seen" value="${again?.get('seen') ?? shownAs(organization.cardUrlTemplate)}">
<input type="text" inputmode="url" id="cardUrl" name="cardUrl" autocomplete="off" spellcheck="false" value="${error?.typed ?? again?.get('cardUrl') ?? organization.cardUrlTemplate}"
 ${error === undefined ? '' : html`aria-invalid="true" autofocus aria-describedby="cardUrl-error"`}>
${error === undefined ? '' : html`<p class="error" id="cardUrl-error">${error.message}</p>`}
<p class="hint">${text.cardUrlHosts(hosts)}</p>
${example === undefined ? '' : html`<p class="hint">${text.cardUrlExample}<br><code translate="no">${example}</code></p>`}
<p class="actions"><button>${text.cardUrlSave}</button></p>
</form></section>`;
}

function rulesSection({ words, csrfToken, organization, rules, unsent }: SettingsPageView): Html {
  const again = typedIn({ unsent }, `${TABS.settings}/contact-rules`);
  const text = words.contactRules;
  const stored = rules ?? organization.contactRules;
  const phones = again?.get('phones') ?? stored.phones;
  const isWritten = (field: (typeof OPTIONAL_FIELDS)[number]) =>
    again === undefined ? !stored.leftAlone.includes(field) : again.getAll('written').includes(field);
  const radio = (
    value: ContactRules['phones'],
  ) => html`<label class="tick"><input type="radio" name="phones" value="${value}"
 aria-describedby="phones-${value}" ${phones === value ? 'checked' : ''}> ${text.phoneForms[value].label}</label>
<p class="hint" id="phones-${value}">${text.phoneForms[value].hint}</p>`;
  return html`<section aria-labelledby="rules"><h2 id="rules">${text.title}</h2>
<form method="post" action="${TABS.settings}/contact-rules" data-asks>
${csrfField(csrfToken)}<input type="hidden" name="seen" value="${again?.get('seen') ?? shownAs(organization.contactRules)}">
${rules === undefined ? '' : html`<p class="error" tabindex="-1" autofocus>${words.settingsForms.overtaken}</p>`}
<fieldset aria-describedby="written-hint"><legend>${text.written}</legend>
<p class="hint" id="written-hint">${text.writtenHint}</p>
<div class="choose">${OPTIONAL_FIELDS.map(
    (field) =>
      html`<label class="tick"><input type="checkbox" name="written" value="${field}" ${isWritten(field) ? 'checked' : ''}> ${text.fields[field]}</label>`,
  )}</div></fieldset>
<fieldset><legend>${text.phones}</legend>
${radio('as-printed')}${radio('e164')}</fieldset>
<p class="hint">${text.when}</p>
<p class="actions"><button>${text.save}</button></p>
</form></section>`;
}

/** Where people sign in with another system's accounts, nothing says which mailbox is somebody else's. */
function accountsSection({
  words,
  csrfToken,
  organization,
  otherAccounts,
  unsent,
  isForOneCompany,
}: SettingsPageView): Html {
  if (!isForOneCompany) return html``;
  const again = typedIn({ unsent }, `${TABS.settings}/other-accounts`);
  const text = words.otherAccounts;
  const stored = otherAccounts ?? organization.otherAccountsAllowed;
  const isAllowed = again === undefined ? stored : again.get('allowed') !== null;
  return html`<section aria-labelledby="other-accounts"><h2 id="other-accounts">${text.title}</h2>
<form method="post" action="${TABS.settings}/other-accounts" data-asks>
${csrfField(csrfToken)}<input type="hidden" name="seen" value="${again?.get('seen') ?? shownAs(organization.otherAccountsAllowed)}">
${otherAccounts === undefined ? '' : html`<p class="error" tabindex="-1" autofocus>${words.settingsForms.overtaken}</p>`}
<label class="tick"><input type="checkbox" name="allowed" value="yes" aria-describedby="allowed-hint" ${isAllowed ? 'checked' : ''}> ${text.allowed}</label>
<p class="hint" id="allowed-hint">${text.hint}</p>
<p class="actions"><button>${text.save}</button></p>
</form></section>`;
}

function deploymentSection({ words, isForOneCompany }: SettingsPageView): Html {
  if (!isForOneCompany) return html``;
  const text = words.deployment;
  return html`<section aria-labelledby="deployment"><h2 id="deployment">${text.title}</h2><p>${text.explanation}</p>
<p class="actions"><a class="button" href="/organization/microsoft-365/deployment">${text.open}</a></p></section>`;
}

function egressSection({ words, egressIps }: SettingsPageView): Html {
  if (egressIps.length === 0) return html``;
  const text = words.organization;
  return html`<section aria-labelledby="outbound"><h2 id="outbound">${text.outboundAddresses}</h2><p>${text.outboundAddressesHint}</p>
<ul>${egressIps.map((address) => html`<li><code translate="no">${address}</code></li>`)}</ul></section>`;
}
