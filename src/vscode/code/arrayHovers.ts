import { memberPath } from '../../facts/address';
import {
  Hover,
  Range,
  workspace,
  type CancellationToken,
  type HoverProvider,
  type MarkdownString,
  type Position,
  type TextDocument,
} from 'vscode';
import { LensError } from '../../facts/errors';
import { arraysShown } from '../arraysShown';
import { explain } from '../log';
import type { Services } from '../services';
import { fileFacts, hasSpectrum } from './arrayFacts';
import { archiveText, arrayText, problemText } from './hoverText';
import { fileNamed, memberNamed, stringsOf } from './namedArrays';
import type { PathLiteral } from './pathLiterals';
import type { Spectra } from './spectra';

/** Shows what is in an array file when the pointer rests on its name in Python code. */
export class ArrayHovers implements HoverProvider {
  constructor(
    private readonly services: Pick<Services, 'reference' | 'log'>,
    private readonly spectra: Spectra,
  ) {}

  /** Nothing where no name of an existing array file stands, or when the setting `ccaLens.code.hover` is off. */
  async provideHover(document: TextDocument, position: Position, token: CancellationToken): Promise<Hover | undefined> {
    if (!workspace.getConfiguration('ccaLens', document).get<boolean>('code.hover')) return undefined;
    const at = document.offsetAt(position);
    const literal = stringsOf(document).literals.find(({ start, end }) => start <= at && at < end);
    const file = literal && (await fileNamed(literal, document));
    if (file !== undefined) arraysShown.tell();
    const text = file === undefined ? undefined : await this.describe(file, literal!, token);
    if (!literal || !text || token.isCancellationRequested) return undefined;
    return new Hover(text, new Range(document.positionAt(literal.start), document.positionAt(literal.end)));
  }

  private async describe(
    path: string,
    literal: PathLiteral,
    token: CancellationToken,
  ): Promise<MarkdownString | undefined> {
    try {
      const found = await fileFacts(path, await memberNamed(literal, path));
      if (found.kind === 'archive') return archiveText(path, found.members, found.total);
      const { facts } = found;
      const spectrum = hasSpectrum(facts) ? await this.spectra.of(facts, token) : undefined;
      return arrayText(facts, spectrum, this.services.reference.address);
    } catch (error) {
      if (error instanceof LensError && error.code === 'cancelled') return undefined;
      const address = { path: literal.member === undefined ? path : memberPath(path, literal.member) };
      return problemText(address, explain(error, this.services.log).message);
    }
  }
}
