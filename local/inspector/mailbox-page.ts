import { html } from 'hono/html';
import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import { contactCard } from './contact-card.ts';
import { contactEditForm, folderForms, newContactForm } from './contact-forms.ts';
import { type ContactView, type FolderView, foldersOf, nameOf, sortedContacts } from './mailbox-folders.ts';
import { current, type Html, type Page } from './page.ts';
import { addressOf, listItem, pageOf, pager, panes } from './panes.ts';
import { say } from './say.ts';

/** What the page shows of a mailbox. */
export interface MailboxLook {
  /** Default: the folder of the cards, once it exists. */
  readonly folder: string | undefined;
  readonly contact: string | undefined;
  readonly search: string;
  readonly page: number | undefined;
  readonly form: 'edit' | 'new' | undefined;
}

/** A mailbox as its owner sees it in Outlook. */
export function mailboxPage(mailbox: MailboxView, look: MailboxLook, isChanging: boolean): Page {
  const own = `/local/mailboxes/${mailbox.address}`;
  const folders = foldersOf(mailbox);
  const folder =
    folders.find(({ id }) => id === look.folder) ?? folders.find(({ kind }) => kind === 'own') ?? folders[0];
  if (folder === undefined) throw new Error('A mailbox has its default folder.');
  const contact = folder.contacts.find(({ id }) => id === look.contact);
  const { shown, page, pages } = pageOf(sortedContacts(folder.contacts, look.search), look.page, contact);
  const at = (more: { contact?: string; form?: string; page?: number } = {}) =>
    addressOf(own, { folder: folder.id, search: look.search, page, ...more });

  return {
    path: '/local/mailboxes',
    title: say(`${mailbox.displayName} のメールボックス`, `Mailbox of ${mailbox.displayName}`),
    isWide: true,
    isChanging: isChanging && look.form === undefined,
    content: panes({
      names: [say('フォルダー', 'Folders'), folder.name, say('連絡先の詳細', 'Contact')],
      listAddress: at(),
      places: html`<p class="owner"><a href="/local/mailboxes">‹ ${say('メールボックス一覧', 'All mailboxes')}</a><strong>${mailbox.displayName}</strong><code>${mailbox.address}</code></p>
<ul>${folders.map((other) => folderLink(other, own, other === folder))}</ul>${folderForms(folder, own)}`,
      list: html`<div class="head"><h2>${folder.name} <span class="count">${folder.contacts.length.toLocaleString('ja')}${say('件', '')}</span></h2>${
        folder.kind === 'default' || folder.kind === 'own'
          ? html`<a class="button" href="${at({ form: 'new' })}">${say('新しい連絡先', 'New contact')}</a>`
          : ''
      }</div>
<form class="search" method="get" action="${own}" role="search"><input type="hidden" name="folder" value="${folder.id}"><input type="search" name="search" value="${look.search}" aria-label="${say('連絡先の検索', 'Search contacts')}" placeholder="${say('名前、会社、よみ', 'Name, company, reading')}"><button>${say('検索', 'Search')}</button></form>
${shown.length === 0 ? html`<p class="nothing">${say('連絡先はありません。', 'There are no contacts.')}</p>` : ''}
<ul class="items">${shown.map((other) => html`<li>${contactLink(other, at({ contact: other.id }), other === contact)}</li>`)}</ul>
${pager(page, pages, (to) => at({ page: to }))}`,
      detail: detail(folder, contact, look.form, own, at),
    }),
  };
}

function detail(
  folder: FolderView,
  contact: ContactView | undefined,
  form: MailboxLook['form'],
  own: string,
  at: (more?: { contact?: string; form?: string }) => string,
): Html | undefined {
  if (form === 'new') return newContactForm(folder, `${own}/contacts`, at());
  if (contact === undefined) return undefined;
  const action = `${own}/contacts/${encodeURIComponent(contact.id)}`;
  if (form === 'edit') return contactEditForm(contact, action, at({ contact: contact.id }));
  return html`<div class="actions"><a class="button" href="${at({ contact: contact.id, form: 'edit' })}">${say('編集', 'Edit')}</a>
<form method="post" action="${action}/delete"><button>${folder.kind === 'deleted-items' ? say('完全に削除', 'Delete for good') : say('連絡先を削除', 'Delete contact')}</button></form></div>
${contactCard(contact)}`;
}

function folderLink({ id, name, kind, contacts }: FolderView, own: string, isCurrent: boolean): Html {
  return html`<li class="${kind}"><a href="${addressOf(own, { folder: id })}"${current(isCurrent)}>${name}<span class="count">${contacts.length.toLocaleString('ja')}</span></a></li>`;
}

function contactLink(contact: ContactView, address: string, isCurrent: boolean): Html {
  const line = [contact.companyName, contact.jobTitle].filter(Boolean).join('・');
  return listItem({ address, name: nameOf(contact), line, isCurrent });
}
