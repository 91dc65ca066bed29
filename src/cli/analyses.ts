import type { AnalysisName, ResultOf } from '../facts/analyses';
import { classesCommand } from './classesCommand';
import { classesText } from './classesText';
import { dynamicsCommand, dynamicsText, dynamicsUsage } from './dynamicsCommand';
import { groupsCommand, groupsText, groupsUsage } from './groupsCommand';
import { matrixCommand } from './matrixCommand';
import { matrixText } from './matrixText';

/** An analysis on the command line: the command of its name, and its result as a person reads it in a terminal. */
interface AnalysisOnCommandLine<Result> {
  /** @throws LensError. */
  command(args: string[]): Promise<string>;
  text(result: Result): string;
  /** What `--help` says of it, a block of lines; absent where usage.ts says it. */
  usage?: string;
}

/** Every analysis on the command line. */
export const analysesOnCommandLine: { [Name in AnalysisName]: AnalysisOnCommandLine<ResultOf<Name>> } = {
  matrix: { command: matrixCommand, text: matrixText },
  dynamics: { command: dynamicsCommand, text: dynamicsText, usage: dynamicsUsage },
  groups: { command: groupsCommand, text: groupsText, usage: groupsUsage },
  classes: { command: classesCommand, text: classesText },
};
