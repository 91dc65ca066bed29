import { LensError } from '../errors';
import { classesCommand } from './classesCommand';
import { compareCommand } from './compareCommand';
import { convertCommand } from './convertCommand';
import { directionsCommand } from './directionsCommand';
import { dynamicsCommand } from './dynamicsCommand';
import { groupsCommand } from './groupsCommand';
import { infoCommand } from './infoCommand';
import { matrixCommand } from './matrixCommand';
import { nullCommand } from './nullCommand';
import { runCommand } from './runCommand';
import { usage } from './usage';

declare const CCA_LENS_VERSION: string;

const commands: Record<string, (args: string[]) => Promise<string>> = {
  classes: classesCommand,
  compare: compareCommand,
  convert: convertCommand,
  directions: directionsCommand,
  dynamics: dynamicsCommand,
  groups: groupsCommand,
  info: infoCommand,
  matrix: matrixCommand,
  null: nullCommand,
  run: runCommand,
};

async function main(args: string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === '--version') return print(CCA_LENS_VERSION);
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return print(usage);
  const command = commands[name];
  if (!command)
    throw new LensError(
      'usage',
      `There is no command "${name}"; use ${Object.keys(commands).join(', ')} (--help explains them).`,
    );
  print(await command(rest));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One line on standard error, the same as JSON on standard output when that was asked for, and exit code 2. */
function fail(error: unknown, json: boolean): void {
  const known = error instanceof LensError;
  const code = known ? error.code : 'internal';
  const message = known
    ? error.message
    : `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`;
  process.exitCode = 2;
  if (json) print(JSON.stringify({ error: { code, message } }));
  process.stderr.write(`cca-lens: ${code}: ${message}\n`);
}

// Whoever reads the output may stop reading (`| head`): nothing to report then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.once('SIGINT', () => process.exit(130));

const args = process.argv.slice(2);
main(args).catch((error: unknown) => fail(error, args.includes('--json')));
