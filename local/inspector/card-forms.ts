import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import * as z from 'zod';
import { joinedAddress } from '../sample-data/address.ts';
import {
  type BizCard,
  blankContent,
  type CardContent,
  type CardTag,
  cardContentSchema,
} from '../sample-data/biz-card.ts';
import { type Field, fieldList } from './fields.ts';
import type { CardOwnerView } from './overview.ts';
import type { Html } from './page.ts';
import { say } from './say.ts';

type TextField = Exclude<keyof CardContent, 'tags'>;

interface Section {
  readonly legend: string;
  readonly hint?: string;
  readonly fields: readonly (readonly [name: TextField, label: string, type?: Field['type']])[];
}

/** The fields of a card, in the language of the reader. */
const sections = (): readonly Section[] => [
  {
    legend: say('氏名', 'Name'),
    fields: [
      ['lastName', say('姓', 'Surname')],
      ['firstName', say('名', 'Given name')],
      ['lastNameReading', say('セイ', 'Reading of surname')],
      ['firstNameReading', say('メイ', 'Reading of given name')],
    ],
  },
  {
    legend: say('会社', 'Company'),
    fields: [
      ['companyName', say('会社名', 'Company')],
      ['departmentName', say('部署', 'Department')],
      ['title', say('役職', 'Title')],
    ],
  },
  {
    legend: say('連絡先', 'Contact'),
    fields: [
      ['email', say('メール', 'E-mail')],
      ['mobile', say('携帯電話', 'Mobile')],
      ['tel', say('電話', 'Phone')],
      ['secondTel', say('電話 2', 'Phone 2')],
      ['fax', 'FAX'],
      ['url', 'URL'],
    ],
  },
  {
    legend: say('住所', 'Address'),
    hint: say(
      '都道府県からビル名までのどれかがあれば、それらをつないだものが住所になります。',
      'Where there is any part from prefecture to building, the address is made of them.',
    ),
    fields: [
      ['postalCode', say('郵便番号', 'Postal code')],
      ['countryCode', say('国コード', 'Country code')],
      ['prefecture', say('都道府県', 'Prefecture')],
      ['city', say('市区町村', 'City')],
      ['street', say('番地', 'Street')],
      ['building', say('ビル名', 'Building')],
      ['address', say('住所（1行）', 'Address (one line)')],
    ],
  },
  {
    legend: say('名刺の情報', 'About the card'),
    hint: say(
      'メモやタグだけの変更では、Outlook の連絡先は書き換わりません。',
      'A change of memo or tags alone does not change the contact in Outlook.',
    ),
    fields: [
      ['exchangeDate', say('名刺交換日', 'Exchanged on'), 'date'],
      ['memo', say('メモ', 'Memo'), 'lines'],
    ],
  },
];
const NAMES = Object.keys(blankContent).filter((name) => name !== 'tags');
const tagNames = z
  .string()
  .transform((text) => [...new Set(text.split(/[,、]/).map((name) => name.trim()))].filter(Boolean));

/**
 * Reads a card's content from its form. Tags keep their ids, matched by name.
 * @param before the tags so far
 */
export function readCardForm(
  form: Record<string, unknown>,
  { id, name: ownerName }: CardOwnerView,
  before: readonly CardTag[],
): CardContent {
  const content = Object.fromEntries(NAMES.map((name) => [name, form[name] === '' ? null : form[name]]));
  const tags = tagNames.parse(form['tags']).map(
    (name): CardTag =>
      before.find((tag) => tag.name === name) ?? {
        id: `TAG-${randomUUID()}`,
        name,
        type: 'public',
        owner: { id, name: ownerName },
      },
  );
  const card = cardContentSchema.parse({ ...content, tags });
  return { ...card, address: joinedAddress(card) ?? card.address };
}

/**
 * @param card `undefined` for a new card
 * @param action where the form is posted to
 */
export function cardForm(card: BizCard | undefined, action: string, back: string): Html {
  const content: CardContent = card ?? blankContent;
  const tags: Field = {
    name: 'tags',
    label: say('タグ（読点で区切る）', 'Tags (with commas)'),
    value: content.tags.map(({ name }) => name).join('、'),
  };
  return html`<form method="post" action="${action}">
${sections().map(({ legend, hint, fields }, index, all) => {
  const inputs = fields.map(([name, label, type]): Field => {
    const maxLength = name === 'memo' ? 2000 : undefined;
    return { name, label, value: content[name], type, maxLength };
  });
  const isLast = index === all.length - 1;
  return html`<fieldset><legend>${legend}</legend>${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}${fieldList(isLast ? [...inputs, tags] : inputs)}</fieldset>`;
})}
<div class="actions sticky"><button class="primary">${card === undefined ? say('名刺を登録', 'Add the card') : say('保存', 'Save')}</button><a class="button" href="${back}">${card === undefined ? say('キャンセル', 'Cancel') : say('閉じる', 'Close')}</a></div>
</form>`;
}

/**
 * Forms to give a card to another owner, or to delete it.
 * @param action the path of the card
 */
export function cardActions(card: BizCard, others: readonly CardOwnerView[], action: string): Html {
  return html`<details><summary>${say('譲渡と削除', 'Give away or remove')}</summary>
<form method="post" action="${action}/give" class="row"><label for="give">${say('所有者を変更', 'New owner')}</label><select id="give" name="to">${others.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select><button>${say('譲渡', 'Give')}</button></form>
<form method="post" action="${action}/remove"><button class="danger">${say('この名刺を削除', 'Remove this card')}</button></form>
<p class="hint">${say('名刺ID', 'Card ID')} <code class="copy">${card.id}</code><br>${say('更新日時', 'Updated')} ${card.updatedTime}</p>
</details>`;
}

/**
 * Forms for the API key of an owner.
 * @param action the path of the owner's cards
 */
export function keyForms({ apiKey }: CardOwnerView, action: string): Html {
  return html`<details class="folder-forms"><summary>${say('API キー', 'API key')}</summary>
<p>${apiKey === null ? html`<span class="badge bad">${say('失効', 'revoked')}</span>` : html`<code class="copy">${apiKey}</code>`}</p>
<form method="post" action="${action}/key/replace"><button>${apiKey === null ? say('発行', 'Issue') : say('再発行', 'Issue anew')}</button></form>
${apiKey === null ? '' : html`<form method="post" action="${action}/key/revoke"><button class="danger">${say('失効させる', 'Revoke')}</button></form>`}
</details>`;
}
