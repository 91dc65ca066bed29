// Lint over src, webview and test. Its main duty here is the fence between rooms: who may import whom (README of the layout: each
// entry below). A room is a folder of src, or webview.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { noImportCircles } from './importCircles.mjs';

const rooms = [
  'facts',
  'formats',
  'linalg',
  'similarity',
  'analysis',
  'sample',
  'notebook',
  'cluster',
  'jobs',
  'protocol',
  'vscode',
  'cli',
  'webview',
];

/** may: rooms importable at run time; types: rooms importable with `import type` only; node / vscode: outside modules allowed; reads: files, by itself. */
const fence = {
  // The ground floor: what all rooms know, in one place.
  facts: { may: [] },
  formats: { may: ['facts'], types: ['linalg'] },
  linalg: { may: ['facts'] },
  similarity: { may: ['facts', 'linalg'] },
  analysis: { may: ['facts', 'similarity', 'linalg'], types: ['formats', 'protocol'] },
  sample: { may: ['facts', 'linalg', 'formats'] },
  // What is written into notebooks: their cells as JSON, and the Python in them.
  notebook: { may: ['facts'], types: ['similarity', 'protocol'] },
  // What schedulers are told, and what they tell: scripts, arguments, manifests, the variables of a task.
  cluster: { may: ['facts'], types: ['protocol'] },
  protocol: { may: ['facts'], types: ['similarity', 'formats'] },
  jobs: { may: ['facts', 'formats', 'linalg', 'similarity', 'analysis', 'sample', 'protocol', 'cluster'], node: true },
  cli: {
    may: ['facts', 'jobs', 'linalg', 'analysis', 'formats', 'notebook', 'protocol', 'cluster'],
    types: ['similarity'],
    node: true,
  },
  vscode: {
    may: ['facts', 'jobs', 'protocol', 'analysis', 'formats', 'notebook', 'cluster'],
    types: ['similarity', 'linalg'],
    node: true,
    vscode: true,
  },
};

/** One door for files of people's own: it refuses what is no file and what is too large, and says so in one sentence. */
const reading = {
  regex: '^(node:)?fs(/promises)?$',
  importNames: ['readFile', 'readFileSync', 'createReadStream', 'openSync', 'readSync'],
  message:
    'Files are read through openFile or readWhole (src/jobs/arrays, src/jobs/files), which wait for no pipe and have a limit.',
};

/** One way to write files, of which none is ever there in part. */
const writing = {
  regex: '^(node:)?fs(/promises)?$',
  importNames: ['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createWriteStream'],
  message: 'Files are written through newFiles or writeWhole (src/jobs/files): whole, or not at all.',
};

/** One way to make folders above others. */
const folders = {
  selector: "CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name='recursive']",
  message: 'Folders are made by makeFolders (src/jobs/files): mkdir tries for ever where a folder refuses others.',
};

/** One way to show messages: names in them may hold anything. */
const messages = {
  selector:
    "CallExpression[callee.object.name='window'][callee.property.name=/^show(Error|Warning|Information)Message$/]:not(:has(Property[key.name='modal']))",
  message: 'Messages are shown through showMessage (src/vscode): no name in them becomes a link.',
};

/** Files that read what the program itself has written, or was delivered with, and that write by themselves. */
const ownReaders = [
  'src/jobs/cluster/{copyProgram,prepareArray}.ts',
  'src/jobs/files/*.ts',
  'src/jobs/hdf5/{loadLibrary,positionalFile}.ts',
  'src/jobs/loadKernels.ts',
  'src/jobs/{shards,store}/*.ts',
];

function fenceOf(room, files, { may, types = [], node = false, vscode = false, reads = false }) {
  const typeOnly = rooms.filter((other) => other !== room && types.includes(other));
  const never = rooms.filter((other) => other !== room && !may.includes(other) && !types.includes(other));
  // From webview another room is reached by way of src, from src itself as ./room, from a room as ../room, however deep. What lies within a
  // room may have the name of another, as protocol/notebook.ts and src/notebook do.
  const ways = { webview: String.raw`(?:\.\./)+src/`, extension: String.raw`\./` };
  const way = ways[room] ?? String.raw`(?:\.\./)+`;
  const relativeTo = (list) => `^${way}(?:${list.join('|')})(?:/|$)`;
  const patterns = [
    { regex: relativeTo(never), message: `${room} may not import this room (see the fence in eslint.config.mjs).` },
  ];
  if (typeOnly.length > 0) {
    patterns.push({
      regex: relativeTo(typeOnly),
      allowTypeImports: true,
      message: `${room} may import only types from this room: no mathematics or parsing runs there.`,
    });
  }
  if (!node)
    patterns.push({ regex: '^(node:|fs$|path$|os$|worker_threads$)', message: `${room} is pure: no Node modules.` });
  else if (!reads) patterns.push(reading, writing);
  if (!vscode) patterns.push({ regex: '^vscode$', message: `${room} may not import vscode.` });
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

export default tseslint.config(
  // src/kernels is AssemblyScript: its own compiler checks it, and types such as usize or v128 mean nothing to this one.
  { ignores: ['dist', '.cache', 'node_modules', 'test-results', 'src/kernels'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['{src,webview,test}/**/*.ts'],
    plugins: { circles: { rules: { none: noImportCircles } } },
    rules: { 'circles/none': 'error' },
  },
  ...Object.entries(fence).map(([room, rule]) => fenceOf(room, [`src/${room}/**/*.ts`], rule)),
  fenceOf('jobs', ownReaders, { ...fence.jobs, reads: true }),
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', folders] } },
  {
    files: ['src/vscode/**/*.ts'],
    ignores: ['src/vscode/showMessage.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        folders,
        messages,
        { selector: "MemberExpression[object.property.name='fs'][property.name='readFile']", message: reading.message },
      ],
    },
  },
  fenceOf('webview', ['webview/**/*.ts'], { may: ['facts', 'protocol'], types: ['similarity'] }),
  // Linting src/extension.ts: the list of parts, and nothing that computes.
  fenceOf('extension', ['src/extension.ts'], { may: ['vscode', 'protocol', 'jobs'], node: true, vscode: true }),
  { files: ['test/**/*.ts', 'esbuild.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['src/cli/**/*.ts'],
    ignores: ['src/cli/output.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map((property) => ({
          object: 'process',
          property,
          message: 'src/cli/output.ts writes, so that names in a text steer no terminal.',
        })),
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' },
    },
  },
);
