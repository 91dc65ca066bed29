import { programVersion } from '../facts/programVersion';
import { describeError } from '../jobs/describeError';
import { answer } from './answer';
import { endOnSignals } from './endOnSignals';
import { endProcess } from './endProcess';
import { outliveReaders, print, tell } from './output';

/** Whether the end has begun: what threads that are stopped then say of it is no news. */
let over = false;

/** Prints the answer, or what is wrong, and yields the exit code. */
async function main(args: string[]): Promise<number> {
  try {
    await print(args[0] === '--version' ? (programVersion ?? '') : await answer(args), args.includes('--csv'));
    over = true;
    return 0;
  } catch (error) {
    return fail(error);
  }
}

/** One line on standard error, the same as JSON on standard output when that was asked for, and exit code 2. */
async function fail(error: unknown): Promise<number> {
  if (over) return 2;
  over = true;
  const { code, message } = describeError(error);
  tell(`${code}: ${message}`);
  // Where standard output is what fails, the line above is all there is to say.
  if (args.includes('--json')) await print(JSON.stringify({ error: { code, message } })).catch(() => undefined);
  return 2;
}

const args = process.argv.slice(2);
outliveReaders();
endOnSignals();
process.on('uncaughtException', (error) => void fail(error).then(endProcess));
void main(args).then(endProcess);
