import type { AnswerRefusal } from '../../identity/attempt.ts';
import type { Explanation } from '../explanation.ts';

interface Answered {
  /** Title of all causes but one that is done already. */
  readonly title: string;
  /** What was under way. */
  readonly what: string;
  /** What can be said of the state of things. */
  readonly standing: string;
  readonly steps: readonly string[];
}

/** Why the answer of a sign-in, a consent or a linking was not taken. */
export const answerRefusals = ({ title, what, standing, steps }: Answered) =>
  ({
    'already-done': {
      title: `この${what}は終わっています`,
      happened: `この${what}の応答は、すでに受け取っています。${standing}`,
      who: 'you',
      steps,
    },
    'no-cookies': {
      title,
      happened: `ブラウザーから Cookie が送られませんでした。Cookie が無効になっているか、${what}を始めたときとは別のブラウザーで開かれています。${standing}`,
      who: 'you',
      steps: [
        `${what}を始めたブラウザーをお使いください。同じブラウザーの場合は、このサイトの Cookie を許可してください。`,
        ...steps,
      ],
    },
    'other-browser': {
      title,
      happened: `この${what}は、別のブラウザーか、終了したサインインで始められたものです。${standing}`,
      who: 'you',
      steps,
    },
    expired: {
      title,
      happened: `${what}の有効期限が切れました。${standing}`,
      who: 'you',
      steps,
    },
    unknown: {
      title,
      happened: `リンクの有効期限が切れているか、アドレスの一部が欠けています。${standing}`,
      who: 'you',
      steps,
    },
  }) satisfies Record<AnswerRefusal, Explanation>;
