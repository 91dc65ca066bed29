import { LensError } from '../errors';
import { answer } from './answer';

declare const CCA_LENS_VERSION: string;

async function main(args: string[]): Promise<void> {
  print(args[0] === '--version' ? CCA_LENS_VERSION : await answer(args));
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
