const notTaken = 'Outlook が受け付けない内容が含まれています。Sansan で名刺の内容を修正してください。';
const tooLarge = '内容が大きすぎます。Sansan で名刺の内容を修正してください。';

export const parked = {
  title: '書き込めなかった名刺',
  explanation:
    '次の名刺は Outlook に受け付けられませんでした。6時間後、その後は1日に1回、自動で再試行します。名刺の内容が変更されたときは、すぐに再試行します。',
  atLeast: (count: number) => `最初の${count}件を表示しています。`,
  /** By Graph's error code, which comes from Exchange. */
  reasons: {
    unsettled: 'Outlook から結果を得られませんでした。',
    forbidden: 'Outlook がこの連絡先への書き込みを許可しませんでした。',
    ErrorInvalidProperty: notTaken,
    ErrorPropertyValidationFailure: notTaken,
    ErrorInvalidPropertySet: notTaken,
    ErrorInvalidRequest: notTaken,
    RequestBodyRead: notTaken,
    ErrorItemSavePropertyError: 'Outlook がこの連絡先を保存できませんでした。',
    ErrorItemSave: 'Outlook がこの連絡先を保存できませんでした。',
    ErrorIrresolvableConflict: '同じ連絡先が別の場所で同時に変更されていました。',
    ErrorMessageSizeExceeded: tooLarge,
    '413': tooLarge,
  } as Readonly<Record<string, string | undefined>>,
  unknown: (code: string) => `Outlook に受け付けられませんでした（${code}）。`,
};
