import { existsSync, realpathSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { onPath } from './onPath';
import { runGroup } from './childProcesses';
import { installExtension } from './codeServer';
import { cacheFolder, projectFolder } from './paths';

/** A VS Code that host suites run in. */
export interface Host {
  kind: 'desktop' | 'server';
  /** How the output names it. */
  name: string;
  /** What @vscode/test-electron is to start; of a desktop the program itself, not its `code` command. */
  executable: string;
}

/** The oldest version that the extension supports. */
const version = '1.100.3';

/**
 * Chooses the VS Code for host suites: the one named by CCA_LENS_VSCODE, else an installed desktop, else a downloaded one where the
 * download site answers, else the VS Code server in a browser. CCA_LENS_VSCODE=server asks for the last.
 */
export async function chooseHost(): Promise<Host> {
  const named = process.env.CCA_LENS_VSCODE;
  if (named === 'server') return serverHost('asked for by CCA_LENS_VSCODE');
  if (named) {
    if (!existsSync(named)) throw new Error(`CCA_LENS_VSCODE names ${named}, which does not exist.`);
    return { kind: 'desktop', name: `desktop VS Code named by CCA_LENS_VSCODE`, executable: programOf(named) ?? named };
  }
  if (!hasDisplay()) return serverHost('there is no display for a desktop');
  const command = onPath('code');
  const installed = command && programOf(command);
  if (installed) return { kind: 'desktop', name: 'the installed desktop VS Code', executable: installed };
  if (!(await downloadable())) return serverHost('none is installed and update.code.visualstudio.com does not answer');
  try {
    const executable = await downloadAndUnzipVSCode({ version, cachePath: join(cacheFolder, 'vscode-test') });
    return { kind: 'desktop', name: `downloaded desktop VS Code ${version}`, executable };
  } catch (error) {
    return serverHost(`the download failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether a program of this process could show a window. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

async function serverHost(reason: string): Promise<Host> {
  const shim = join(projectFolder, 'test', 'workbench', 'shim.ts');
  const tsx = pathToFileURL(createRequire(shim).resolve('tsx')).href;
  const executable = await launcher('vscode-server', `exec "${process.execPath}" --import "${tsx}" "${shim}" "$@"`);
  return { kind: 'server', name: `the VS Code server in a browser (${reason})`, executable };
}

/** The same VS Code with workspace trust left on: @vscode/test-electron always turns it off. */
export async function withWorkspaceTrust(host: Host): Promise<Host> {
  const body = `for argument do
  shift
  [ "$argument" = --disable-workspace-trust ] || set -- "$@" "$argument"
done
exec "${host.executable}" "$@"`;
  return { ...host, executable: await launcher(`${host.kind}-with-trust`, body) };
}

/** Installs a packaged extension for a VS Code that will be started with these folders. */
export async function installInto(host: Host, vsix: string, extensions: string, userData: string): Promise<void> {
  if (host.kind === 'server') return installExtension(vsix, extensions);
  const [cli = host.executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(host.executable, {
    reuseMachineInstall: true,
  });
  const folders = [`--extensions-dir=${extensions}`, `--user-data-dir=${userData}`];
  if ((await runGroup(cli, [...args, ...folders, '--install-extension', vsix, '--force'])) !== 0) {
    throw new Error('The .vsix could not be installed.');
  }
}

async function launcher(name: string, body: string): Promise<string> {
  const file = join(cacheFolder, 'launchers', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
  return file;
}

/** The program behind a `code` command, which itself returns before a suite has ended. */
function programOf(command: string): string | undefined {
  const folder = dirname(realpathSync(command));
  const places = ['../code', '../code-insiders', '../../../MacOS/Electron'];
  return places.map((place) => resolve(folder, place)).find(existsSync);
}

async function downloadable(): Promise<boolean> {
  const versions = 'https://update.code.visualstudio.com/api/releases/stable';
  return fetch(versions, { signal: AbortSignal.timeout(5000) }).then(
    (reply) => reply.ok,
    () => false,
  );
}
