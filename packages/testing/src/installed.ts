/** Says that tests are skipped for want of a program; where they must run, its absence is an error. */
export function noteMissing(program: string, debianPackage: string): void {
  const line = `${program} is not installed (Debian: apt-get install ${debianPackage})`;
  // There is none for Windows.
  if (process.env.CI && process.platform !== 'win32') throw new Error(line);
  console.warn(`${line}: the tests that need it are skipped.`);
}
