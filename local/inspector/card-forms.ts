import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import * as z from 'zod';
import { joinedAddress } from '../cards/address.ts';
import { type BizCard, blankContent, type CardContent, type CardTag, cardContentSchema } from '../cards/biz-card.ts';
import { type Field, fieldList } from './fields.ts';
import type { CardOwnerView } from './overview.ts';
import type { Html } from './page.ts';

type TextField = Exclude<keyof CardContent, 'tags'>;

const SECTIONS: { legend: string; hint?: string; fields: [name: TextField, label: string, type?: Field['type']][] }[] =
  [
    {
      legend: '氏名',
      fields: [
        ['lastName', '姓'],
        ['firstName', '名'],
        ['lastNameReading', 'セイ'],
        ['firstNameReading', 'メイ'],
      ],
    },
    {
      legend: '会社',
      fields: [
        ['companyName', '会社名'],
        ['departmentName', '部署'],
        ['title', '役職'],
      ],
    },
    {
      legend: '連絡先',
      fields: [
        ['email', 'メール'],
        ['mobile', '携帯電話'],
        ['tel', '電話'],
        ['secondTel', '電話 2'],
        ['fax', 'FAX'],
        ['url', 'URL'],
      ],
    },
    {
      legend: '住所',
      hint: '都道府県からビル名までのどれかがあれば、それらをつないだものが住所になります。',
      fields: [
        ['postalCode', '郵便番号'],
        ['countryCode', '国コード'],
        ['prefecture', '都道府県'],
        ['city', '市区町村'],
        ['street', '番地'],
        ['building', 'ビル名'],
        ['address', '住所（1行）'],
      ],
    },
    {
      legend: '名刺の情報',
      hint: 'メモやタグだけの変更では、Outlook の連絡先は書き換わりません。',
      fields: [
        ['exchangeDate', '名刺交換日', 'date'],
        ['memo', 'メモ', 'lines'],
      ],
    },
  ];
const NAMES = SECTIONS.flatMap(({ fields }) => fields.map(([name]) => name));
const tagNames = z
  .string()
  .transform((text) => [...new Set(text.split(/[,、]/).map((name) => name.trim()))].filter(Boolean));

/** The content of a card from its form. Tags keep their identity by name. @param before the tags so far */
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

/** @param card `undefined` for a new one @param action where it is posted to */
export function cardForm(card: BizCard | undefined, action: string, back: string): Html {
  const content: CardContent = card ?? blankContent;
  const tags: Field = {
    name: 'tags',
    label: 'タグ（読点で区切る）',
    value: content.tags.map(({ name }) => name).join('、'),
  };
  return html`<form method="post" action="${action}">
${SECTIONS.map(({ legend, hint, fields }, index) => {
  const inputs = fields.map(([name, label, type]): Field => {
    const maxLength = name === 'memo' ? 2000 : undefined;
    return { name, label, value: content[name], type, maxLength };
  });
  const isLast = index === SECTIONS.length - 1;
  return html`<fieldset><legend>${legend}</legend>${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}${fieldList(isLast ? [...inputs, tags] : inputs)}</fieldset>`;
})}
<div class="actions sticky"><button class="primary">${card === undefined ? '名刺を登録' : '保存'}</button><a class="button" href="${back}">${card === undefined ? 'キャンセル' : '閉じる'}</a></div>
</form>`;
}

/** Gives a card away, or removes it. @param action the address of the card */
export function cardActions(card: BizCard, others: readonly CardOwnerView[], action: string): Html {
  return html`<details><summary>譲渡と削除</summary>
<form method="post" action="${action}/give" class="row"><label for="give">所有者を変更</label><select id="give" name="to">${others.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select><button>譲渡</button></form>
<form method="post" action="${action}/remove"><button class="danger">この名刺を削除</button></form>
<p class="hint">名刺ID <code class="copy">${card.id}</code><br>更新日時 ${card.updatedTime}</p>
</details>`;
}

/** The API key of an owner. @param action the address of the owner's cards */
export function keyForms({ apiKey }: CardOwnerView, action: string): Html {
  return html`<details class="folder-forms"><summary>API キー</summary>
<p>${apiKey === null ? html`<span class="badge bad">失効</span>` : html`<code class="copy">${apiKey}</code>`}</p>
<form method="post" action="${action}/key/replace"><button>${apiKey === null ? '発行' : '再発行'}</button></form>
${apiKey === null ? '' : html`<form method="post" action="${action}/key/revoke"><button class="danger">失効させる</button></form>`}
</details>`;
}
