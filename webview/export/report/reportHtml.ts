import { count } from '../../../src/facts/numbers';
import { oneLine } from '../../../src/facts/visibleText';
import { escapeXml } from '../vector/svgText';

/** Rows that a table of a report has at most: a page of more is slow to open, and nobody reads it. */
export const mostRows = 3000;
/** Tables of more rows scroll in a box of their own. */
const longTable = 60;
/** Columns likewise. */
const mostColumns = 250;

/** A text that stands in a page as it is, whatever is in it: no markup, and nothing that steers the lines or the direction of what follows. */
export function asText(text: string): string {
  return escapeXml(oneLine(text));
}

/** A table of a report, all of it text. Its first column names the rows. */
interface ReportTable {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Where all of the numbers are, said where some are left out. */
  whole?: string;
}

const number = /^[-–—≤≥~]?\s?\d[\d.,e+−-]*( .*)?$/;

/** A table as HTML; of very many rows or columns the first, with a line that says so. */
export function tableHtml({ caption, head, rows, whole = 'Saved as CSV they are all there.' }: ReportTable): string {
  const [shown, columns] = [rows.slice(0, mostRows), head.slice(0, mostColumns)];
  const line = (cells: readonly string[], cell: (text: string, at: number) => string) =>
    `<tr>${cells.slice(0, mostColumns).map(cell).join('')}</tr>`;
  const data = (text: string, at: number) => {
    if (at === 0) return `<th scope="row">${asText(text)}</th>`;
    return `<td${number.test(text) ? ' class="n"' : ''}>${asText(text)}</td>`;
  };
  const cuts = [
    shown.length < rows.length && `the first ${count(shown.length)} of ${count(rows.length)} rows`,
    columns.length < head.length && `the first ${count(columns.length)} of ${count(head.length)} columns`,
  ].filter((cut) => cut !== false);
  return [
    `<div class="scroll${shown.length > longTable ? ' long' : ''}"><table>`,
    `<caption>${asText(caption)}</caption>`,
    `<thead>${line(columns, (text) => `<th scope="col">${asText(text)}</th>`)}</thead>`,
    `<tbody>${shown.map((cells) => line(cells, data)).join('\n')}</tbody>`,
    '</table></div>',
    cuts.length > 0 ? `<p class="cut">Shown are ${cuts.join(' and ')}. ${asText(whole)}</p>` : '',
  ].join('\n');
}

/** A list of facts: names and what they are. */
export function factsHtml(facts: readonly (readonly [name: string, value: string])[]): string {
  const list = facts.map(([name, value]) => `<div><dt>${asText(name)}</dt><dd>${asText(value)}</dd></div>`);
  return `<dl>${list.join('\n')}</dl>`;
}

/** Sentences beside the numbers, each once; nothing where there are none. */
export function noticesHtml(messages: readonly string[]): string {
  const items = [...new Set(messages)].slice(0, mostRows).map((message) => `<li>${asText(message)}</li>`);
  return items.length === 0 ? '' : `<ul class="notices">${items.join('\n')}</ul>`;
}

/**
 * A picture with its caption.
 * @param svg as figureSvg and heatSvg make it, which escape every name and lead nowhere.
 * @param label what it shows, for those who do not see it.
 */
export function pictureHtml(svg: string, label: string, caption: string): string {
  const words = caption === '' ? '' : `<figcaption>${asText(caption)}</figcaption>`;
  return `<figure><div class="picture" role="img" aria-label="${asText(label)}">${svg}</div>${words}</figure>`;
}

/** What is folded away under its name until somebody opens it. */
export function foldHtml(name: string, ...content: readonly string[]): string {
  return `<details><summary>${asText(name)}</summary>\n${content.join('\n')}\n</details>`;
}

/** A part of a report under its heading; nothing where there is nothing in it. */
export function sectionHtml(title: string, ...content: readonly string[]): string {
  const body = content.filter((piece) => piece !== '');
  return body.length === 0 ? '' : `<section>\n<h2>${asText(title)}</h2>\n${body.join('\n')}\n</section>`;
}
