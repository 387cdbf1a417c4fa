import { html } from 'hono/html';
import * as z from 'zod';
import { type Field, fieldList } from './fields.ts';
import { type ContactView, type FolderView, nameOf } from './mailbox-folders.ts';
import type { Html } from './page.ts';

const value = z.string().transform((text) => (text === '' ? null : text));

/** What can be edited of a contact: two fields that cards fill, and three that they leave alone (but for our part of the notes). */
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

/** @param action the address of the contact */
export function contactEditForm(contact: ContactView, action: string, back: string): Html {
  const synced: Field[] = [
    { name: 'displayName', label: '表示名', value: contact.displayName },
    { name: 'mobilePhone', label: '携帯電話', value: contact.mobilePhone },
  ];
  const own: Field[] = [
    { name: 'nickName', label: 'ニックネーム', value: contact.nickName },
    { name: 'officeLocation', label: '事業所', value: contact.officeLocation },
    { name: 'personalNotes', label: 'メモ', value: contact.personalNotes, type: 'lines', maxLength: NOTES_LENGTH },
  ];
  return html`<h2>連絡先の編集: ${nameOf(contact)}</h2>
<form method="post" action="${action}/edit">
<fieldset><legend>名刺から書き込まれる項目</legend><p class="hint">ここを変えても、次に名刺が変わると名刺の内容で上書きされます。</p>${fieldList(synced)}</fieldset>
<fieldset><legend>自分の項目</legend><p class="hint">同期では変わりません。メモは、区切り線より下に書いた内容が残ります。</p>${fieldList(own)}</fieldset>
<div class="actions"><button class="primary">保存</button><a class="button" href="${back}">キャンセル</a></div>
</form>`;
}

/** @param action where the contacts of the mailbox are posted to */
export function newContactForm(folder: FolderView, action: string, back: string): Html {
  const fields: Field[] = [
    { name: 'surname', label: '姓', value: '' },
    { name: 'givenName', label: '名', value: '', isRequired: true },
    { name: 'companyName', label: '会社名', value: '' },
    { name: 'mobilePhone', label: '携帯電話', value: '' },
    { name: 'personalNotes', label: 'メモ', value: '', type: 'lines', maxLength: NOTES_LENGTH },
  ];
  return html`<h2>新しい連絡先（${folder.name}）</h2>
<p class="hint">自分で作った連絡先は、「Sansan」フォルダーの中でも外でも、同期で変更も削除もされません。</p>
<form method="post" action="${action}"><input type="hidden" name="folderId" value="${folder.id}">${fieldList(fields)}
<div class="actions"><button class="primary">作成</button><a class="button" href="${back}">キャンセル</a></div>
</form>`;
}

/** Renames, deletes, creates. @param action the address of the mailbox */
export function folderForms(folder: FolderView, action: string): Html {
  const address = `${action}/folders/${encodeURIComponent(folder.id)}`;
  const own = html`<form method="post" action="${address}/rename" class="row"><label for="rename">「${folder.name}」の名前</label><input id="rename" name="displayName" value="${folder.name}" maxlength="255" required autocomplete="off"><button>変更</button></form>
<form method="post" action="${address}/delete"><button class="danger">「${folder.name}」を削除</button></form>`;
  return html`<details class="folder-forms"><summary>フォルダーの操作</summary>
${folder.kind === 'own' || folder.kind === 'deleted' ? own : ''}
<form method="post" action="${action}/folders" class="row"><label for="create">新しいフォルダー</label><input id="create" name="displayName" value="Sansan" maxlength="255" required autocomplete="off"><button>作成</button></form>
<form method="post" action="${action}/deleted-items/empty"><button>削除済みアイテムを空にする</button></form>
</details>`;
}
