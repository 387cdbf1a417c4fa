// Plain JavaScript, loaded before anything else: an older Node.js cannot read the TypeScript of the rest.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `meishi-sync には Node.js 22.18 以降が必要です。現在は ${process.versions.node} です。 meishi-sync needs Node.js 22.18 or newer, this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}
