// Whoever signs in at the portal in these tests does so with the company's own accounts; read by tests/flows/fixtures/people.ts.
process.env.PORTAL_SIGN_IN = 'entra';
