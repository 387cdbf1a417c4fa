import { html } from 'hono/html';
import * as z from 'zod';
import { type Field, fieldList } from './fields.ts';
import { type ContactView, type FolderView, nameOf } from './mailbox-folders.ts';
import type { Html } from './page.ts';
import { say } from './say.ts';

const value = z.string().transform((text) => (text === '' ? null : text));

/**
 * The editable fields of a contact: two that the app maps, and three that it leaves alone (except for our block in the
 * notes).
 */
export const contactEditSchema = z.object({
  displayName: value,
  mobilePhone: value,
  nickName: value,
  officeLocation: value,
  personalNotes: value,
});

export const newContactSchema = z.object({
  surname: value,
  givenName: z.string().min(1),
  companyName: value,
  mobilePhone: value,
  personalNotes: value,
});

export const folderNameSchema = z.object({ displayName: z.string().trim().min(1) });

const NOTES_LENGTH = 30_000;

/** @param action the path of the contact */
export function contactEditForm(contact: ContactView, action: string, back: string): Html {
  const synced: Field[] = [
    { name: 'displayName', label: say('表示名', 'Display name'), value: contact.displayName },
    { name: 'mobilePhone', label: say('携帯電話', 'Mobile'), value: contact.mobilePhone },
  ];
  const own: Field[] = [
    { name: 'nickName', label: say('ニックネーム', 'Nickname'), value: contact.nickName },
    { name: 'officeLocation', label: say('事業所', 'Office'), value: contact.officeLocation },
    {
      name: 'personalNotes',
      label: say('メモ', 'Notes'),
      value: contact.personalNotes,
      type: 'lines',
      maxLength: NOTES_LENGTH,
    },
  ];
  return html`<h2>${say('連絡先の編集', 'Edit contact')}: ${nameOf(contact)}</h2>
<form method="post" action="${action}/edit">
<fieldset><legend>${say('名刺から書き込まれる項目', 'Fields that cards write')}</legend><p class="hint">${say('ここを変えても、次に名刺が変わると名刺の内容で上書きされます。', 'What is changed here is overwritten when the card changes next.')}</p>${fieldList(synced)}</fieldset>
<fieldset><legend>${say('自分の項目', 'Fields of your own')}</legend><p class="hint">${say('同期では変わりません。メモは、区切り線より下に書いた内容が残ります。', 'The sync does not change these. In the notes, what is written below the line stays.')}</p>${fieldList(own)}</fieldset>
<div class="actions"><button class="primary">${say('保存', 'Save')}</button><a class="button" href="${back}">${say('キャンセル', 'Cancel')}</a></div>
</form>`;
}

/** @param action the path to which new contacts of the mailbox are posted */
export function newContactForm(folder: FolderView, action: string, back: string): Html {
  const fields: Field[] = [
    { name: 'surname', label: say('姓', 'Surname'), value: '' },
    { name: 'givenName', label: say('名', 'Given name'), value: '', isRequired: true },
    { name: 'companyName', label: say('会社名', 'Company'), value: '' },
    { name: 'mobilePhone', label: say('携帯電話', 'Mobile'), value: '' },
    { name: 'personalNotes', label: say('メモ', 'Notes'), value: '', type: 'lines', maxLength: NOTES_LENGTH },
  ];
  return html`<h2>${say('新しい連絡先', 'New contact')}: ${folder.name}</h2>
<p class="hint">${say('自分で作った連絡先は、「Sansan」フォルダーの中でも外でも、同期で変更も削除もされません。', 'The sync neither changes nor removes contacts that you made yourself, inside the folder "Sansan" or outside.')}</p>
<form method="post" action="${action}"><input type="hidden" name="folderId" value="${folder.id}">${fieldList(fields)}
<div class="actions"><button class="primary">${say('作成', 'Create')}</button><a class="button" href="${back}">${say('キャンセル', 'Cancel')}</a></div>
</form>`;
}

/**
 * Forms to rename, delete and create a folder.
 * @param action the path of the mailbox
 */
export function folderForms(folder: FolderView, action: string): Html {
  const address = `${action}/folders/${encodeURIComponent(folder.id)}`;
  const own = html`<form method="post" action="${address}/rename" class="row"><label for="rename">${say(`「${folder.name}」の名前`, `Name of "${folder.name}"`)}</label><input id="rename" name="displayName" value="${folder.name}" maxlength="255" required autocomplete="off"><button>${say('変更', 'Rename')}</button></form>
<form method="post" action="${address}/delete"><button class="danger">${say(`「${folder.name}」を削除`, `Delete "${folder.name}"`)}</button></form>`;
  return html`<details class="folder-forms"><summary>${say('フォルダーの操作', 'Folders')}</summary>
${folder.kind === 'own' || folder.kind === 'deleted' ? own : ''}
<form method="post" action="${action}/folders" class="row"><label for="create">${say('新しいフォルダー', 'New folder')}</label><input id="create" name="displayName" value="Sansan" maxlength="255" required autocomplete="off"><button>${say('作成', 'Create')}</button></form>
<form method="post" action="${action}/deleted-items/empty"><button>${say('削除済みアイテムを空にする', 'Empty Deleted Items')}</button></form>
</details>`;
}
