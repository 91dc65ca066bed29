import { resolve } from 'node:path';
import { LensError } from '../facts/errors';
import type { Choices, PairAnalysisName, ResultOf } from '../facts/analyses';
import { analysisCsv } from '../protocol/analysisCsv';
import { parseCommand, type OptionValues } from './arguments';
import { csvOutput } from './csvOutput';
import { followHere, follows, followTexts } from './followHere';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { shardAnswer } from './shardCommand';
import { analysisFlags, analysisOptions, analysisTexts, runSelection, scanFrom, scanned } from './scannedSelection';

/** How a command asks for an analysis of pairs over the layers of folders. */
interface PairsCommand<Name extends PairAnalysisName> {
  /** Flags and options of it alone. */
  flags?: readonly string[];
  texts?: readonly string[];
  /** Its settings, from options; those of `own` mean something else in other commands, and are for it alone. @throws LensError `usage`. */
  choice?(values: OptionValues): Choices[Name];
  own?: readonly string[];
  /** Its result as a person reads it in a terminal. */
  text(result: ResultOf<Name>): string;
}

/** A command that runs an analysis of pairs over the layers of folders and files, and prints text, JSON or CSV; it throws LensErrors. */
export function pairsCommand<Name extends PairAnalysisName>(
  name: Name,
  { flags = [], texts = [], choice, own = [], text }: PairsCommand<Name>,
): (args: string[]) => Promise<string> {
  return async (args) => {
    const { files, values } = parseCommand(
      args,
      [...analysisFlags, ...flags],
      [...analysisTexts, ...followTexts, ...texts],
      {
        count: 1,
        what: 'a folder, or files',
        orMore: true,
      },
    );
    requireOneFormat(values);
    const chosen = choice?.(values);
    const others = Object.fromEntries(Object.entries(values).filter(([option]) => !own.includes(option)));
    const options = analysisOptions(others, false);
    const isFollowed = follows(values);
    // What is followed may begin later.
    const { arrays, warnings } = await scanned(files, values).catch((error: unknown) => {
      if (isFollowed && error instanceof LensError && error.code === 'nothing-found')
        return { arrays: [], warnings: [] };
      throw error;
    });
    const selection = { ...options, analysis: name, arrays, ...(chosen !== undefined && { [name]: chosen }) };
    const part = await shardAnswer(selection, values);
    if (part !== undefined) return part;
    const result = isFollowed
      ? await followHere(selection, values, warnings, {
          roots: files.map((path) => resolve(path)),
          ...scanFrom(values),
        })
      : await runSelection(selection, warnings, values);
    return resultAs(values, result as ResultOf<Name>, text);
  };
}

/** A result as it was asked for: --json, --csv, else as text. */
export function resultAs<Name extends PairAnalysisName>(
  values: OptionValues,
  result: ResultOf<Name>,
  text: (result: ResultOf<Name>) => string,
): string {
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOutput(analysisCsv(result), result) : text(printable(result));
}
