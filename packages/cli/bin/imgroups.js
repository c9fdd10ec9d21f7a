#!/usr/bin/env node
// A committed file, so that package managers can link the command before the package is built.
// Everything is imported dynamically: an older Node has not all of it, and must still say so.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(`error: imgroups needs Node 22.13 or later; this is ${process.version}`);
  process.exitCode = 1;
} else {
  // A third of the start is compiling; what is imported statically would be compiled before.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('../dist/main.js');
}
