import { LensError } from '../facts/errors';
import { analysesOnCommandLine } from './analyses';
import { captureCodeCommand } from './captureCodeCommand';
import { compareCommand } from './compareCommand';
import { convertCommand } from './convertCommand';
import { directionsCommand } from './directionsCommand';
import { infoCommand } from './infoCommand';
import { nullCommand } from './nullCommand';
import { planCommand } from './planCommand';
import { runCommand } from './runCommand';
import { statusCommand } from './statusCommand';
import { submitCommand } from './submitCommand';
import { usage } from './usage';

const commands: Record<string, (args: string[]) => Promise<string>> = {
  ...Object.fromEntries(Object.entries(analysesOnCommandLine).map(([name, { command }]) => [name, command])),
  'capture-code': captureCodeCommand,
  compare: compareCommand,
  convert: convertCommand,
  directions: directionsCommand,
  info: infoCommand,
  null: nullCommand,
  plan: planCommand,
  run: runCommand,
  status: statusCommand,
  submit: submitCommand,
};

/**
 * What `cca-lens` prints for these words, which are a command and what it takes, or ask for help.
 * @throws LensError: `usage` for words that it does not understand, and those of the commands.
 */
export async function answer(args: string[]): Promise<string> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) return usage;
  const command = commands[name];
  if (!command)
    throw new LensError(
      'usage',
      `There is no command "${name}"; use ${Object.keys(commands).sort().join(', ')} (--help explains them).`,
    );
  return command(rest);
}
