import { describe, expect, test } from '@jest/globals';
import { instant, organizationIdSchema } from '../../../shared/ids.ts';
import { type FirstStepsDependencies, readFirstSteps } from '../../../shared/links/first-steps.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import { NOON } from '../fixtures/links.ts';

const never = async () => {
  throw new Error('Nothing is read or written.');
};

describe('G4 what an administrator does first', () => {
  const organization = newOrganization(organizationIdSchema.parse('mihon'), '見本商事', true);

  test('costs no read once all of it was seen done', async () => {
    const deps: FirstStepsDependencies = {
      clock: { now: () => NOON },
      organizations: { change: never },
      users: { begun: never },
    };
    const setUp = { ...organization, setUpAt: instant(NOON) };
    expect(await readFirstSteps(deps, setUp)).toBeUndefined();
  });
});
