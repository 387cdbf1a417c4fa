import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const files = globSync('.github/workflows/*.yml').toSorted();

describe('SECURITY the workflows', () => {
  test.each(files)('%s takes the actions and images of others by a digest, which cannot move', (file) => {
    const text = readFileSync(file, 'utf8');
    const actions = [...text.matchAll(/^\s*(?:- )?uses:\s*(\S+)/gm)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
    const images = [...text.matchAll(/^\s*(?:image|container):\s*(\S.*)$/gm)].map(([, image = '']) => image.trim());
    const guarded = [...text.matchAll(/if: contains\((\S+), '@sha256:'\)/g)].map(([, name]) => `\${{ ${name} }}`);
    expect(images.filter((image) => !/@sha256:[0-9a-f]{64}$/.test(image) && !guarded.includes(image))).toEqual([]);
  });

  test.each(files)('%s may read the repository and nothing else', (file) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    expect(text).not.toMatch(/pull_request_target|: write/);
  });
});
