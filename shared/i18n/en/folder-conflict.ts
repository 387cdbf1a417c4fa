import type { folderConflict as japanese } from '../ja/folder-conflict.ts';

export const folderConflict: typeof japanese = {
  title: 'A folder from an earlier link exists',
  ours: 'This folder is from your earlier link. Choose what to do with it. Nothing changes until you choose.',
  waysOut: 'Choose one',
  takeOver: 'Keep using this folder',
  takeOverHint:
    'Goes on with this folder and brings its contacts up to date with your cards. Contacts of cards that you no longer have are removed; if there are many, you are asked first. Contacts and notes you added stay.',
  rename: 'Keep it under another name',
  renameHint:
    'The folder gets a name like "Sansan (date)" and keeps what is in it. Your cards go into a new folder "Sansan".',
  signInAgain: "Microsoft's sign-in may appear once more. Choose the same account there.",
};
