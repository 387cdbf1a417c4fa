// Plain JavaScript and loaded first, because an older Node.js cannot run the TypeScript files.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `meishi-sync には Node.js 22.18 以降が必要です。現在は ${process.versions.node} です。 meishi-sync needs Node.js 22.18 or newer, this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}
