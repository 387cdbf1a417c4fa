import { describe, expect, test } from '@jest/globals';
import {
  CheckFailure,
  type Checks,
  checkDeployment,
  compareClock,
  DEPENDENCIES,
} from '../../../shared/deployment/deployment-check.ts';
import { TokenFailure } from '../../../shared/identity/mailbox-sign-in.ts';

const good = async () => 'good' as const;
const allGood = Object.fromEntries(DEPENDENCIES.map((one) => [one, good])) as unknown as Checks;
const failing = (failure: unknown) => async () => {
  throw failure;
};
const azure = (fields: object) => Object.assign(new Error('to somebody@example.com'), fields);

async function foundOf(failure: unknown) {
  const findings = await checkDeployment({ ...allGood, vault: failing(failure) });
  return findings.find(({ dependency }) => dependency === 'vault');
}

describe('E6 the check of a deployment', () => {
  test('tells of everything, also when one thing fails', async () => {
    const findings = await checkDeployment({
      ...allGood,
      mail: async () => 'skipped',
      graph: failing(new TypeError('fetch failed')),
    });
    expect(findings.map(({ dependency, state }) => [dependency, state])).toEqual(
      DEPENDENCIES.map((one) => [one, one === 'mail' ? 'skipped' : one === 'graph' ? 'failed' : 'good']),
    );
  });

  test.each([
    ['a client of Azure that is refused', azure({ name: 'RestError', statusCode: 403 }), 'refused', '403'],
    ['the database, which puts its status elsewhere', azure({ code: 403 }), 'refused', '403'],
    ['a service that does not know us', azure({ statusCode: 401 }), 'refused', '401'],
    ['a resource that is gone', azure({ statusCode: 404 }), 'not-there', '404'],
    ['a service under load', azure({ statusCode: 429 }), 'throttled', '429'],
    ['a service that is down', azure({ statusCode: 503 }), 'unreachable', '503'],
    ['a name that nobody knows', azure({ code: 'ENOTFOUND' }), 'unreachable', 'ENOTFOUND'],
    ['a host that does not answer', new TypeError('fetch failed'), 'unreachable', 'TypeError'],
    [
      'an app without identity',
      azure({ name: 'CredentialUnavailableError' }),
      'no-identity',
      'CredentialUnavailableError',
    ],
    [
      'an identity that gives no assertion',
      new TokenFailure('ours', 'managed_identity'),
      'no-identity',
      'managed_identity',
    ],
    ['a credential that Microsoft refuses', new TokenFailure('ours', 'invalid_client'), 'refused', 'invalid_client'],
    ['a check that found something', new CheckFailure('late'), 'late', 'late'],
    ['what nobody foresaw', new RangeError('x'), 'unknown', 'RangeError'],
    ['what is no error', 'x', 'unknown', 'unknown'],
  ])('names the cause of %s', async (_, failure, cause, code) => {
    expect(await foundOf(failure)).toEqual({ dependency: 'vault', state: 'failed', cause, code });
  });

  test('does not wait for ever', async () => {
    const checks = { ...allGood, vault: () => new Promise<'good'>(() => undefined) };
    expect((await checkDeployment(checks, 10)).find(({ state }) => state === 'failed')).toMatchObject({
      dependency: 'vault',
      cause: 'too-long',
    });
  });

  test.each([
    ['Sun, 29 Nov 2026 10:00:00 GMT', undefined],
    ['Sun, 29 Nov 2026 10:00:59 GMT', undefined],
    ['Sun, 29 Nov 2026 10:02:00 GMT', 'skewed'],
    ['Sun, 29 Nov 2026 09:58:00 GMT', 'skewed'],
    [null, 'unknown'],
  ])('at ten, compares its clock with an answer of %s', (date, found) => {
    const compare = () => compareClock({ now: () => new Date('2026-11-29T10:00:00.000Z') }, date);
    if (found === undefined) expect(compare).not.toThrow();
    else expect(compare).toThrow(expect.objectContaining({ found }));
  });
});
