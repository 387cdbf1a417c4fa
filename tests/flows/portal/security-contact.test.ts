import { describe, expect, test } from '@jest/globals';
import { startRunningStack } from '../fixtures/running-stack.ts';

describe('SECURITY security.txt', () => {
  test.each([
    ['is told where the setting names it', { SECURITY_CONTACT: 'mailto:security@example.com' }, 200],
    ['is not there without the setting', {}, 404],
  ])('whom to tell of a weakness %s', async (_, settings, status) => {
    const stack = await startRunningStack(settings);
    try {
      const response = await fetch(`${stack.app}/.well-known/security.txt`);
      expect(response.status).toBe(status);
      const text = await response.text();
      if (status === 404) return;
      const lines = Object.fromEntries(
        text
          .trim()
          .split('\n')
          .map((line) => line.split(': ')),
      );
      expect(lines).toMatchObject({
        Contact: 'mailto:security@example.com',
        Canonical: `${stack.app}/.well-known/security.txt`,
      });
      const days = (Date.parse(lines['Expires']) - Date.now()) / 86_400_000;
      expect(days > 1 && days < 365).toBe(true);
    } finally {
      await stack.stop();
    }
  });
});
