import { createHash } from 'node:crypto';
import TestSequencer from '@jest/test-sequencer';

/** Folders with the files that take longest, so that none of them begins when all the others are done. */
const LONG = ['browser', 'crash', 'simulation', 'flows', 'infra', 'security', 'emulators', 'contract'];

const rank = ({ path }) => {
  const position = LONG.findIndex((folder) => path.includes(`/tests/${folder}/`));
  return position < 0 ? LONG.length : position;
};

/**
 * Long files first. `TEST_ORDER=reversed` and `TEST_ORDER=<any word>` run them the other way round or shuffled by that
 * word, to show that no file depends on what another one left behind.
 */
export default class extends TestSequencer {
  sort(tests) {
    const order = process.env.TEST_ORDER;
    const usual = [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
    if (order === undefined) return usual;
    if (order === 'reversed') return usual.reverse();
    const place = new Map(
      usual.map(({ path }) => [
        path,
        createHash('sha256')
          .update(order + path)
          .digest('hex'),
      ]),
    );
    return usual.sort((a, b) => (place.get(a.path) < place.get(b.path) ? -1 : 1));
  }
}
