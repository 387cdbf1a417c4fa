import { registerHooks } from 'node:module';
import { relative } from 'node:path';
import fc from 'fast-check';
import { addEventHandler } from 'jest-circus';
import { returnToPresent } from '../../local/clock.ts';

// The files of one worker share its process. What a file can leave there for the next one is taken back here.

const GLOBALS = new URL('./jest-globals.js', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context),
});

/** A property that failed says how to see just that again. */
function reportProperty(details) {
  if (!details.failed) return;
  const { testPath, currentTestName } = globalThis.expect.getState();
  const alone = [
    `FC_SEED=${details.seed} FC_PATH='${details.counterexamplePath ?? ''}'`,
    `npm test -- ${relative(process.cwd(), testPath)} -t '${currentTestName}'`,
  ].join(' ');
  throw new Error(`${fc.defaultReportMessage(details)}\n\nThis alone: ${alone}`);
}

const { FC_SEED, FC_PATH } = process.env;
fc.configureGlobal({
  reporter: reportProperty,
  ...(FC_SEED ? { seed: Number(FC_SEED) } : {}),
  ...(FC_PATH ? { path: FC_PATH } : {}),
});

/** For a machine that is busy with other things as well; no test waits for real time to pass. In milliseconds. */
const TEST_TIMEOUT = 120_000;

/** The runner prints the stack of a failure and not what caused it, as that a `fetch` failed and not why. */
function withCauses(error) {
  for (let cause = error?.cause; cause instanceof Error; cause = cause.cause)
    error.stack += `\nCaused by ${cause.stack}`;
  return error;
}

/** The runner knows no time limit of its own. */
function limited(run, timeout = TEST_TIMEOUT) {
  return async () => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not done after ${timeout / 1000} s.`)), timeout);
    });
    try {
      return await Promise.race([run(), late]);
    } catch (error) {
      throw withCauses(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

function leaveProcessAsFound() {
  globalThis.jest.restoreAllMocks();
  returnToPresent();
}

const files = new WeakSet();

addEventHandler((event, { currentDescribeBlock, rootDescribeBlock }) => {
  const added = { add_test: currentDescribeBlock.children, add_hook: currentDescribeBlock.hooks }[event.name]?.at(-1);
  if (added?.fn === undefined) return;
  added.fn = limited(added.fn, event.timeout);
  if (files.has(rootDescribeBlock)) return;
  files.add(rootDescribeBlock);
  rootDescribeBlock.hooks.push({ type: 'afterAll', fn: leaveProcessAsFound });
});
