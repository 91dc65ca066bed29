import { memberPath } from '../../facts/address';
import { ColorThemeKind, l10n, MarkdownString, window } from 'vscode';
import { shapeText } from '../../formats/header';
import type { SpectrumOutcome } from '../../protocol/arraySpectrum';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arrayName, shortSideNames } from '../arrayNames';
import { byteSize } from '../../facts/byteSize';
import type { ArrayFacts, MemberFacts } from './arrayFacts';
import type { SpectrumAnswer } from './spectra';
import { spectrumPicture, type ThemeKind } from './spectrumPicture';

/** The commands that a hover's links may call. */
const enabledCommands = ['ccaLens.inspect', 'ccaLens.pinReference', 'ccaLens.compareWithPinned'];

/** What a hover says of one array. @param reference what it can be compared with; undefined while nothing is pinned. */
export function arrayText(
  facts: ArrayFacts,
  spectrum: SpectrumAnswer | undefined,
  reference: ArrayAddress | undefined,
): MarkdownString {
  const { address } = facts;
  const links = [link(l10n.t('Inspect'), 'ccaLens.inspect', address)];
  // What is no layer can be compared with nothing.
  if (facts.real && reference?.path !== address.path) {
    links.push(link(l10n.t('Pin as Reference'), 'ccaLens.pinReference', address));
    if (reference) {
      links.push(
        link(l10n.t('Compare with {0}', shortSideNames(address, reference).b), 'ccaLens.compareWithPinned', address),
      );
    }
  }
  return paragraphs([title(address), factsLine(facts), ...spectrumLines(spectrum), links.join(' | ')]);
}

/** What a hover says of an archive of several arrays: its members, each leading to itself. */
export function archiveText(path: string, members: readonly MemberFacts[], total: number): MarkdownString {
  const lines = members.map(({ member, facts, problem }) => {
    const name = link(member, 'ccaLens.inspect', { path: memberPath(path, member) });
    return `- ${name}: ${facts ? `${shapeText(facts.shape)} ${facts.dtype}` : escapeMarkdown(problem ?? '')}`;
  });
  const rest = total - members.length;
  if (rest > 0) lines.push(`- ${l10n.t('and {0} more', rest.toLocaleString('en-US'))}`);
  const count = l10n.t('{0} arrays', total.toLocaleString('en-US'));
  return paragraphs([title({ path }), count, lines.join('\n'), link(l10n.t('Inspect'), 'ccaLens.inspect', { path })]);
}

/** What a hover says of a file that cannot be read. */
export function problemText(address: ArrayAddress, problem: string): MarkdownString {
  return paragraphs([title(address), escapeMarkdown(problem)]);
}

function paragraphs(texts: readonly string[]): MarkdownString {
  const markdown = new MarkdownString(texts.join('\n\n'));
  markdown.isTrusted = { enabledCommands };
  return markdown;
}

function title(address: ArrayAddress): string {
  return `**${escapeMarkdown(arrayName(address))}**`;
}

function factsLine({ shape, dtype, bigEndian, fortranOrder, bytes }: ArrayFacts): string {
  const order = fortranOrder ? l10n.t('Fortran order') : l10n.t('C order');
  const type = bigEndian ? l10n.t('{0}, big-endian', dtype) : dtype;
  return [shapeText(shape), type, order, byteSize(bytes)].join(' · ');
}

function spectrumLines(spectrum: SpectrumAnswer | undefined): string[] {
  if (!spectrum) return [];
  if (spectrum.status === 'refused') return [escapeMarkdown(spectrum.message)];
  if (spectrum.status === 'later')
    return [l10n.t('Its spectrum is still being computed; rest the pointer here again in a moment.')];
  const { outcome } = spectrum;
  const within = directionsHolding(outcome, 0.9);
  const picture = spectrumPicture(outcome.shares, within, themeKind());
  return [`![${escapeMarkdown(inWords(outcome, within))}](${picture})`, escapeMarkdown(dimensionLine(outcome, within))];
}

/** What the picture shows, for who does not see it. */
function inWords({ shares, rank }: SpectrumOutcome, within: number): string {
  const first = percent(shares[0] ?? 0);
  if (rank === 1) return l10n.t('PCA spectrum: one direction holds all of the variance');
  if (within === 1) return l10n.t('PCA spectrum: the first of {0} directions holds {1} of the variance', rank, first);
  return l10n.t(
    'PCA spectrum: the first of {0} directions holds {1} of the variance, the first {2} hold 90%',
    rank,
    first,
    within,
  );
}

function dimensionLine({ participationRatio, neurons, samples }: SpectrumOutcome, within: number): string {
  const dimension = participationRatio.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const most = Math.min(neurons, samples - 1).toLocaleString('en-US');
  const spread =
    within === 1
      ? l10n.t('90% of the variance in 1 direction')
      : l10n.t('90% of the variance in {0} directions', within);
  return `${l10n.t('Effective dimension {0} of {1}', dimension, most)} · ${spread}`;
}

function directionsHolding({ dimensions, shares }: SpectrumOutcome, share: number): number {
  return dimensions.find((known) => known.share === share)?.count ?? shares.length;
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}%`;
}

function link(label: string, command: string, address: ArrayAddress): string {
  const argument = encodeURIComponent(JSON.stringify([address])).replace(/[()]/g, (bracket) =>
    bracket === '(' ? '%28' : '%29',
  );
  return `[${escapeMarkdown(label)}](command:${command}?${argument})`;
}

/** Text that Markdown shows as it is. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, '\\$&');
}

function themeKind(): ThemeKind {
  switch (window.activeColorTheme.kind) {
    case ColorThemeKind.Light:
      return 'light';
    case ColorThemeKind.HighContrast:
      return 'high contrast';
    case ColorThemeKind.HighContrastLight:
      return 'high contrast light';
    default:
      return 'dark';
  }
}
