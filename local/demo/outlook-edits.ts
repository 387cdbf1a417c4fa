import { type ContactView, linkIn } from './expected-contact.ts';
import type { CardUser } from './people.ts';
import type { Checks } from './report.ts';
import { MINUTE, pass, type Scene } from './scene.ts';
import { graphCalls } from './writes.ts';

const UNMAPPED = { nickName: 'みーちゃん', officeLocation: '3階 応接室の隣' };
const NOTE = '春の展示会で再会。甘いものが好き。';
const JOB_TITLE = 'Outlook で書き直した役職';

/**
 * Users fill fields that we do not map, write below our block in the notes, and overwrite fields that we map (PRODUCT
 * C4, C5).
 */
export async function editInOutlook(scene: Scene, checks: Checks): Promise<string> {
  const { stack, users, annotated } = scene;
  for (const user of users) {
    const [first, second] = user.cards();
    if (first === undefined || second === undefined) continue;
    const edit = (contact: ContactView, properties: object) =>
      stack.graph.act(user.person.address, { kind: 'edit-contact', contactId: contact.id, properties });
    const own = contactOf(scene, user, first.id);
    edit(own, { ...UNMAPPED, personalNotes: `${own.personalNotes ?? ''}${NOTE}` });
    annotated.set(user, first.id);
    edit(contactOf(scene, user, second.id), { jobTitle: JOB_TITLE });
  }
  const before = users.map((user) => JSON.stringify(user.mailbox()));
  const callsBefore = graphCalls(stack).all;
  await pass(scene, 30 * MINUTE);
  const calls = graphCalls(stack).all - callsBefore;
  checks.that(calls === 0, `nothing changed on the cards, and there were ${calls} Graph calls`);
  for (const [index, user] of users.entries()) {
    const isSame = JSON.stringify(user.mailbox()) === before[index];
    checks.that(isSame, `${user.person.name}: the mailbox changed, though no card did`);
  }
  return `30 minutes later, no card changed: ${calls} Graph calls, everything is as people left it`;
}

/** Checks that what users wrote in fields of their own has survived all card changes. */
export function checkAnnotations(scene: Scene, checks: Checks): void {
  for (const [user, cardId] of scene.annotated) {
    const { nickName, officeLocation, personalNotes } = contactOf(scene, user, cardId);
    const kept = nickName === UNMAPPED.nickName && officeLocation === UNMAPPED.officeLocation;
    checks.that(kept, `card ${cardId}: fields that we do not map were changed`);
    checks.that(personalNotes?.endsWith(NOTE) === true, `card ${cardId}: text below our block in the notes was lost`);
  }
}

function contactOf({ linkTo }: Scene, user: CardUser, cardId: string): ContactView {
  const card = user.cards().find(({ id }) => id === cardId);
  const contacts = user.mailbox().folders.flatMap((folder) => folder.contacts);
  const found = card && contacts.find((contact) => linkIn(contact) === linkTo(card));
  if (found === undefined) throw new Error(`Card ${cardId} has no contact.`);
  return found;
}
