import { html } from 'hono/html';
import { type ContactView, nameOf, reading } from './mailbox-folders.ts';
import type { Html } from './page.ts';
import { avatar } from './panes.ts';
import { say } from './say.ts';

const FAX_PROPERTY = 'String 0x3a24';

/** Everything that Outlook shows of a contact. */
export function contactCard(contact: ContactView): Html {
  const extended = contact.singleValueExtendedProperties;
  const { businessAddress: address } = contact;
  const rows: [label: string, value: Html | string | null | undefined][] = [
    ...contact.emailAddresses.map((email): [string, Html] => [
      say('メール', 'E-mail'),
      html`<a href="mailto:${email.address}">${email.address}</a>`,
    ]),
    ...contact.businessPhones.map((phone): [string, Html] => [say('会社電話', 'Business phone'), telephone(phone)]),
    [say('携帯電話', 'Mobile'), contact.mobilePhone && telephone(contact.mobilePhone)],
    [say('会社 FAX', 'Business fax'), extended.find(({ id }) => id === FAX_PROPERTY)?.value],
    [
      say('会社住所', 'Business address'),
      [address.postalCode, address.state, address.city, address.street, address.countryOrRegion]
        .filter(Boolean)
        .join(' '),
    ],
    [say('Web ページ', 'Web page'), contact.businessHomePage && linked(contact.businessHomePage)],
    [say('ニックネーム', 'Nickname'), contact.nickName],
    [say('事業所', 'Office'), contact.officeLocation],
    [say('メモ', 'Notes'), contact.personalNotes && html`<span class="notes">${linked(contact.personalNotes)}</span>`],
  ];
  return html`<header class="person">${avatar(nameOf(contact))}
<div><p class="reading">${reading(contact)}</p><h2>${nameOf(contact)}</h2>
<p>${[contact.jobTitle, contact.department].filter(Boolean).join('・')}</p><p>${contact.companyName}</p></div></header>
<dl>${rows.filter(([, value]) => value).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
<details><summary>${say('内部の値', 'Inner values')}</summary><dl class="raw">
<dt>id</dt><dd><code>${contact.id}</code></dd>
<dt>fileAs</dt><dd><code>${contact.fileAs}</code></dd>
<dt>createdDateTime</dt><dd><code>${contact.createdDateTime}</code></dd>
<dt>lastModifiedDateTime</dt><dd><code>${contact.lastModifiedDateTime}</code></dd>
${extended.map(({ id, value }) => html`<dt>${id}</dt><dd><code>${value}</code></dd>`)}
</dl></details>`;
}

function telephone(number: string): Html {
  return html`<a href="tel:${number.replaceAll(/[^+\d]/g, '')}">${number}</a>`;
}

/** Text with its web addresses as links. */
function linked(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"'、。）]+)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`;
}
