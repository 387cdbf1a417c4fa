import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';

// What is deployed: the bundle, the host's settings, and a package.json that names the entry point and no dependency.
const target = 'dist/app';

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await copyFile('host.json', `${target}/host.json`);
for (const file of ['main.cjs', 'main.cjs.map']) await copyFile(`dist/${file}`, `${target}/${file}`);
await writeFile(
  `${target}/package.json`,
  `${JSON.stringify({ private: true, main: 'main.cjs' })}
`,
);
