/** Words for Japanese sample cards. Companies, streets and buildings are invented. */

interface Name {
  written: string;
  reading: string;
  /** For e-mail addresses. */
  latin: string;
}

const name = (written: string, reading: string, latin: string): Name => ({ written, reading, latin });

export const familyNames: readonly Name[] = [
  name('見本', 'ミホン', 'mihon'),
  name('例野', 'レイノ', 'reino'),
  name('佐藤', 'サトウ', 'sato'),
  name('鈴木', 'スズキ', 'suzuki'),
  name('髙橋', 'タカハシ', 'takahashi'),
  name('田中', 'タナカ', 'tanaka'),
  name('渡邊', 'ワタナベ', 'watanabe'),
  name('伊藤', 'イトウ', 'ito'),
  name('山﨑', 'ヤマサキ', 'yamasaki'),
  name('小鳥遊', 'タカナシ', 'takanashi'),
  name('長谷川', 'ハセガワ', 'hasegawa'),
  name('五十嵐', 'イガラシ', 'igarashi'),
  name('勅使河原', 'テシガワラ', 'teshigawara'),
  name('𠮷田', 'ヨシダ', 'yoshida'),
  name('齋藤', 'サイトウ', 'saito'),
  name('東', 'アズマ', 'azuma'),
  name('森', 'モリ', 'mori'),
  name('岡本', 'オカモト', 'okamoto'),
];

export const givenNames: readonly Name[] = [
  name('太郎', 'タロウ', 'taro'),
  name('花子', 'ハナコ', 'hanako'),
  name('一', 'ハジメ', 'hajime'),
  name('美咲', 'ミサキ', 'misaki'),
  name('健一郎', 'ケンイチロウ', 'kenichiro'),
  name('さくら', 'サクラ', 'sakura'),
  name('翔', 'ショウ', 'sho'),
  name('恵', 'メグミ', 'megumi'),
  name('純', 'ジュン', 'jun'),
  name('裕子', 'ユウコ', 'yuko'),
  name('大輔', 'ダイスケ', 'daisuke'),
  name('真理', 'マリ', 'mari'),
  name('ジョージ', 'ジョージ', 'george'),
  name('千尋', 'チヒロ', 'chihiro'),
];

export const companyPrefixes = ['見本', '架空', '例示', '仮想', 'ひながた', 'サンプル', 'ダミー', '試作'] as const;
export const companyKinds = ['商事', '電機', '製薬', '物流', '建設', '食品工業', 'システムズ', '総合研究所'] as const;
export const companyForms: readonly ((core: string) => string)[] = [
  (core) => `株式会社${core}`,
  (core) => `${core}株式会社`,
  (core) => `${core}(株)`,
  (core) => `㈱${core}`,
  (core) => `合同会社${core}`,
  (core) => `一般社団法人${core}協会`,
];

export const departments = [
  '営業部',
  '営業本部 第一営業部 第二課',
  '情報システム部 基盤グループ',
  '経営企画室',
  '東日本支社 法人営業部 公共グループ 官公庁チーム',
  '人事部 採用課',
  '研究開発本部 先端技術研究所',
  '総務部',
] as const;

export const titles = [
  '部長',
  '課長',
  '主任',
  '代表取締役社長',
  '係長',
  'マネージャー',
  '担当部長',
  '主席研究員',
] as const;

interface Place {
  prefecture: string;
  city: string;
  town: string;
  postalPrefix: string;
}

export const places: readonly Place[] = [
  { prefecture: '東京都', city: '千代田区', town: '見本町', postalPrefix: '100' },
  { prefecture: '東京都', city: '渋谷区', town: '架空台', postalPrefix: '150' },
  { prefecture: '大阪府', city: '大阪市北区', town: '例示', postalPrefix: '530' },
  { prefecture: '北海道', city: '札幌市中央区', town: '北一条見本', postalPrefix: '060' },
  { prefecture: '愛知県', city: '名古屋市中村区', town: '仮想町', postalPrefix: '450' },
  { prefecture: '福岡県', city: '福岡市博多区', town: '見本駅前', postalPrefix: '812' },
  { prefecture: '京都府', city: '京都市下京区', town: '例示通架空下る', postalPrefix: '600' },
];

export const buildings = ['見本ビル', '架空タワー', '例示センタービル 本館', 'サンプルスクエア'] as const;
