import { html } from 'hono/html';
import type { BizCard, EntryStatus } from '../../sample-data/biz-card.ts';

type Html = ReturnType<typeof html>;

const entryStatus: Record<EntryStatus, string> = {
  processing: 'データ化中',
  completed: '完了',
  unreadable: 'データ化不可',
};

/** The page of one card, which the notes of a contact link to; stands in for the card system's own page. */
export function cardPage(card: BizCard): Html {
  const name = joined(card.lastName, card.firstName) || card.companyName || '(名前なし)';
  const rows: [label: string, value: string | null][] = [
    ['氏名', joined(card.lastName, card.firstName)],
    ['フリガナ', joined(card.lastNameReading, card.firstNameReading)],
    ['会社名', card.companyName],
    ['部署', card.departmentName],
    ['役職', card.title],
    ['メール', card.email],
    ['携帯電話', card.mobile],
    ['電話', card.tel],
    ['電話 2', card.secondTel],
    ['FAX', card.fax],
    ['郵便番号', card.postalCode],
    ['住所', card.address],
    ['国', card.countryCode],
    ['URL', card.url],
    ['名刺交換日', card.exchangeDate],
    ['メモ', card.memo],
    ['タグ', card.tags.map((tag) => tag.name).join('、')],
    ['名刺所有者', card.owner.name],
    ['データ化', entryStatus[card.entryStatus]],
    ['更新日時', card.updatedTime],
    ['名刺ID', card.id],
  ];
  return page(
    name,
    html`<dl>
      ${rows.filter(([, value]) => value).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}
    </dl>`,
  );
}

/** The page for a card that does not exist (any more). */
export function noCardPage(): Html {
  return page('名刺が見つかりません', html`<p>この名刺は削除されたか、存在しません。</p>`);
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title} - 名刺詳細</title>
    <style>
      body { font-family: sans-serif; line-height: 1.6; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
      dl { display: grid; grid-template-columns: 8rem 1fr; gap: 0.5rem 1rem; }
      dt { color: #555; }
      dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
      footer { color: #555; border-top: 1px solid #ccc; margin-top: 2rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${content}
    </main>
    <footer><p>これはローカル環境用の代替画面です。Sansan の画面ではなく、表示される名刺は架空のものです。</p></footer>
  </body>
</html>`;
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part).join(' ');
}
