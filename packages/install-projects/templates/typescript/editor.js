// What an editor shows: hover texts, and where "go to definition" leads, through the published declarations.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ts from 'typescript-6';

const file = 'sample.ts';
const sample = `
import { createEasemobProvider } from '@imgroups/easemob';
import { createTencentProvider, isImGroupsError } from '@imgroups/tencent';

const tencent = createTencentProvider({ sdkAppId: 1, secretKey: 'x' });
const easemob = createEasemobProvider({ appKey: 'a#b', clientId: 'x', clientSecret: 'x' });
await tencent.members.add('chess', ['bob']);
await tencent.client.createGroup({ Type: 'Public', Name: 'Chess' });
await easemob.client.addAdmin({ group_id: '1', newadmin: 'bob' });
isImGroupsError(undefined);
`;

const service = ts.createLanguageService({
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot(path) {
    if (path === file) return ts.ScriptSnapshot.fromString(sample);
    const text = ts.sys.readFile(path);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => process.cwd(),
  getCompilationSettings: () => ({
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
  }),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (path) => path === file || ts.sys.fileExists(path),
  readFile: (path) => (path === file ? sample : ts.sys.readFile(path)),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
});

const declarations = service
  .getProgram()
  .getSourceFiles()
  .map(({ fileName }) => fileName)
  .filter((path) => /@imgroups\/\w+\/dist\//.test(path));
assert(declarations.length > 0);
assert.deepEqual(
  [file, ...declarations]
    .flatMap((path) => service.getSemanticDiagnostics(path))
    .map(({ messageText }) => messageText),
  [],
);

for (const [place, hover] of [
  ['add(', 'Adds any number of users'],
  ['createGroup(', 'Creates a group'],
  ["Name: 'Chess'", 'Display name'],
  ['addAdmin(', 'admin'],
  ['isImGroupsError(u', 'True for an error of this library'],
  ['sdkAppId: 1', "The app's SDKAppID"],
]) {
  const position = sample.indexOf(place) + 1;
  const word = /^\w+/.exec(place)[0];

  const shown = service.getQuickInfoAtPosition(file, position);
  const documentation = ts.displayPartsToString(shown?.documentation);
  assert.match(documentation, new RegExp(hover), `hover on ${word}`);

  const [definition] = service.getDefinitionAtPosition(file, position) ?? [];
  const { start, length } = definition.textSpan;
  const text = readFileSync(definition.fileName, 'utf8').slice(start, start + length);
  assert.match(definition.fileName, /@imgroups\/\w+\/dist\/.*\.d\.ts$/);
  assert.equal(text, word, `definition of ${word}`);
  console.log(
    `${word}: ${documentation.split('\n')[0]} (${definition.fileName.split('@imgroups/')[1]})`,
  );
}
