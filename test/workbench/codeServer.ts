import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addRipgrep } from './addRipgrep';
import { runGroup, startGroup, stopGroup } from './childProcesses';
import { cacheFolder } from './paths';
import { temporaryFolder } from './temporaryFolder';

/** The npm package that carries the VS Code server; it is VS Code 1.100.3, the oldest that the extension supports. */
export const codeServerVersion = '4.100.3';

/** A VS Code server that is running. */
export interface CodeServer {
  /** Host and port, as `vscode-remote` addresses name it. */
  authority: string;
  /** The workbench's address for a browser. `payload` is VS Code's own list of pairs for what to open and load. */
  address(folder: string, payload?: [string, string][]): string;
  /** The address by which the workbench knows a file of this machine. */
  remote(path: string): string;
  stop(): Promise<void>;
}

/** How a server is started. */
export interface CodeServerOptions {
  /** The folder of the user's settings and state (see writeUserSettings). */
  userData: string;
  /** The folder of installed extensions; made when missing. */
  extensions: string;
  /** Whether folders are trusted without asking, whatever the settings say. */
  trusted: boolean;
  /** The port to listen on; any free one when absent. */
  port?: number;
}

/**
 * The folder of the installed VS Code server. Installs it on first use from the npm registry, without running any install script:
 * nothing is compiled or downloaded from elsewhere.
 * @throws Error when the registry cannot be reached.
 */
export async function installCodeServer(): Promise<string> {
  const folder = join(cacheFolder, `code-server-${codeServerVersion}`);
  if (!existsSync(folder)) await installInto(folder);
  await addRipgrep(libraryIn(folder));
  return libraryIn(folder);
}

function libraryIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

async function installInto(folder: string): Promise<void> {
  console.log(`Installing code-server ${codeServerVersion} into .cache (once) ...`);
  // Under another name until it is whole, so that an interrupted installation is never used.
  await mkdir(cacheFolder, { recursive: true });
  const draft = await mkdtemp(`${folder}-draft-`);
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    await npmInstall(draft, `code-server@${codeServerVersion}`);
    await npmInstall(libraryIn(draft), '--omit=dev');
    await replaceNativeModules(libraryIn(draft));
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function npmInstall(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runGroup('npm', ['install', '--ignore-scripts', ...quiet, ...args], { cwd: folder });
  if (code !== 0) throw new Error(`code-server ${codeServerVersion} could not be installed from the npm registry.`);
}

/** Two native modules are not built, as no install script runs; without plain stand-ins the server complains of them at each start. */
async function replaceNativeModules(library: string): Promise<void> {
  const modules = join(library, 'node_modules');
  const silent = `class Logger { setLevel() {} getLevel() { return 6; } setPattern() {} clearFormatters() {} flush() {} drop() {} }
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical']) Logger.prototype[level] = () => {};
exports.Logger = Logger; exports.setLevel = exports.setFlushOn = exports.shutdown = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async () => new Logger();\n`;
  const watchdog = `exports.start = (pid) => setInterval(() => {
  try { process.kill(pid, 0); } catch { process.exit(); } }, 1000).unref(); exports.exit = (code) => process.exit(code);\n`;
  await writeFile(join(modules, '@vscode', 'spdlog', 'index.js'), silent);
  for (const name of ['native-watchdog', '@vscode/native-watchdog']) {
    if (existsSync(join(modules, name))) await writeFile(join(modules, name, 'index.js'), watchdog);
  }
}

/** Installs a packaged extension into a folder of extensions, as `code --install-extension` does. Needs no network. */
export async function installExtension(vsix: string, extensions: string): Promise<void> {
  const server = join(await installCodeServer(), 'out', 'server-main.js');
  const args = [
    '--install-extension',
    vsix,
    '--force',
    '--extensions-dir',
    extensions,
    '--accept-server-license-terms',
  ];
  const folders = ['--server-data-dir', temporaryFolder('install')];
  const done = spawnSync(process.execPath, [server, ...args, ...folders], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The .vsix could not be installed: ${done.stdout}${done.stderr}`);
}

/** Starts a server on 127.0.0.1 and waits until it answers. Whoever starts it stops it: it has no end of its own. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const library = await installCodeServer();
  const temporary = temporaryFolder('server');
  await mkdir(options.extensions, { recursive: true });
  const port = options.port ?? (await freePort());
  const log = join(temporary, 'server.log');
  const said = openSync(log, 'w');
  const child = startGroup(
    process.execPath,
    [
      join(library, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--without-connection-token', '--accept-server-license-terms', '--enable-smoke-test-driver'],
      ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-update-check'],
      ...(options.trusted ? ['--disable-workspace-trust'] : []),
      ...['--server-data-dir', join(temporary, 'server'), '--user-data-dir', options.userData],
      ...['--extensions-dir', options.extensions],
    ],
    // The empty gallery: no extension is looked for on the network.
    {
      stdio: ['ignore', said, said],
      env: { ...process.env, ...sockets(temporary), EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    },
  );
  // The server has its own hold on it.
  closeSync(said);
  const authority = `127.0.0.1:${port}`;
  const remote = (path: string) => `vscode-remote://${authority}${path.split('/').map(encodeURIComponent).join('/')}`;
  const stop = () => stopGroup(child);
  for (const end = Date.now() + 120_000; !(await answers(`http://${authority}/`));) {
    if (Date.now() < end && child.exitCode === null) {
      await delay(100);
      continue;
    }
    const words = await readFile(log, 'utf8');
    await stop();
    throw new Error(`The VS Code server did not start: ${words.trim().split('\n').slice(-5).join(' ')}`);
  }
  return {
    authority,
    remote,
    address: (folder, payload = []) =>
      `http://${authority}/?folder=${encodeURIComponent(folder)}` +
      (payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : ''),
    stop,
  };
}

/** Where the server leaves its sockets, which stay when it ends. Elsewhere than on Linux their paths would become too long in a folder of ours. */
function sockets(folder: string): Record<string, string> {
  return process.platform === 'linux' ? { TMPDIR: folder } : {};
}

async function answers(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(10_000) }).then(
    (reply) => reply.ok,
    () => false,
  );
}

/** A port of 127.0.0.1 on which nothing listens now. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
