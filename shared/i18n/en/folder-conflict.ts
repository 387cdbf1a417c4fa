import type { folderConflict as japanese } from '../ja/folder-conflict.ts';

export const folderConflict: typeof japanese = {
  title: 'There is a folder of an earlier link',
  ours: 'But this folder is that of an earlier link of yours. Choose one of the following to go on with linking. Unless you do, nothing changes.',
  waysOut: 'Choose one',
  takeOver: 'Take the folder over',
  takeOverHint:
    'Goes on with this folder and brings its contacts up to date with your cards. Contacts of cards that you no longer have are removed; if there are many, you are asked first. Contacts and notes of your own stay.',
  rename: 'Keep it under another name',
  renameHint:
    'The folder gets a name like "Sansan (date)" and keeps what is in it. Your cards go into a new folder "Sansan".',
  signInAgain: "Microsoft's sign-in may appear once more. Choose the same account there.",
};
