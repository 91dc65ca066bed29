import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import { openBrowser } from './browser';
import { startCodeServer } from './codeServer';
import { temporaryFolder } from './temporaryFolder';

/**
 * A stand-in for the VS Code executable: takes the arguments that @vscode/test-electron gives, runs the suite in the extension host of
 * a VS Code server opened in a browser, prints what the suite prints, and ends with its exit code.
 */
async function main(args: string[]): Promise<number> {
  const { options, folders } = parse(args);
  const one = (name: string) => {
    const value = options.get(name)?.[0];
    if (!value) throw new Error(`--${name} is missing.`);
    return value;
  };
  const server = await startCodeServer({
    userData: one('user-data-dir'),
    extensions: one('extensions-dir'),
    trusted: options.has('disable-workspace-trust'),
  });
  const browser = await openBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    // The workbench looks for these two on its page when it runs tests.
    const ended = new Promise<number>((end) => void page.exposeFunction('codeAutomationExit', end));
    await page.exposeFunction('codeAutomationLog', (_type: string, said: unknown[]) => print(format(...said)));
    const developed = options.get('extensionDevelopmentPath') ?? [];
    const payload = developed.map((path): [string, string] => ['extensionDevelopmentPath', server.remote(path)]);
    payload.push(['extensionTestsPath', server.remote(one('extensionTestsPath'))]);
    await page.goto(server.address(folders[0] ?? temporaryFolder('empty'), payload), { waitUntil: 'domcontentloaded' });
    return await Promise.race([ended, tooLong()]);
  } finally {
    await browser.close();
    await server.stop();
  }
}

function parse(args: string[]): { options: Map<string, string[]>; folders: string[] } {
  const options = new Map<string, string[]>();
  const folders: string[] = [];
  for (const argument of args) {
    const [, name, value = ''] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) folders.push(resolve(argument));
    else options.set(name, [...(options.get(name) ?? []), value]);
  }
  return { options, folders };
}

/** Passes on what the suite says, without what the workbench says of itself. */
function print(line: string): void {
  const own =
    /^(Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin|\[Service Worker\]|ChatSessionStore|\[reconnection-grace|Ignoring fetching additional builtin|Creation of workbench contribution)/;
  if (!own.test(line.trim())) console.log(line);
}

async function tooLong(): Promise<number> {
  await delay(40 * 60_000, undefined, { ref: false });
  console.error('The suite did not end within forty minutes.');
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
