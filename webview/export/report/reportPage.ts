import { programVersion } from '../../../src/facts/programVersion';
import { asText } from './reportHtml';

/** What a report begins and ends with; between that are its parts. */
interface ReportWords {
  title: string;
  /** The sentence that says what was found; empty where there is none. */
  reading: string;
  /** What it is of, in a line. */
  about: string;
  /** When it was saved. */
  date: Date;
  /** HTML, as reportHtml makes it. */
  parts: readonly string[];
}

/** The version that saved it; empty where the program is run from its sources. */
const version = programVersion === undefined ? '' : ` ${programVersion}`;

/** Light, and dark where the reader's system is; figures are on paper. Nothing is fetched: no font, no picture. */
const style = `
:root { color-scheme: light dark; --ink: #1a1a1a; --muted: #555; --line: #d0d0d0; --ground: #fff; --soft: #f4f4f4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --muted: #adadad; --line: #444; --ground: #1b1b1b; --soft: #262626; }
}
@media print { :root { --ink: #000; --muted: #444; --line: #bbb; --ground: #fff; --soft: #f4f4f4; } }
body { max-width: 62rem; margin: 0 auto; padding: 1.5rem; color: var(--ink); background: var(--ground);
  font: 15px/1.5 system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
h1 { margin: 0; font-size: 1.45rem; overflow-wrap: anywhere; }
h2 { margin: 1.6rem 0 0.5rem; font-size: 1.1rem; }
h1, h2, td, th, dd, li, p { unicode-bidi: isolate; }
.reading { margin: 0.6rem 0; font-size: 1.15rem; }
.about, .cut, footer, figcaption, caption { color: var(--muted); font-size: 0.87rem; }
caption { padding-bottom: 0.3rem; text-align: left; }
.notices { margin: 0; padding: 0.6rem 0.8rem 0.6rem 1.8rem; border-left: 3px solid #b58900; background: var(--soft); }
figure { margin: 0.8rem 0; }
.picture { box-sizing: border-box; width: fit-content; max-width: 100%; padding: 0.5rem; border: 1px solid var(--line); background: #fff; }
.picture svg { display: block; max-width: 100%; height: auto; }
.scroll { overflow: auto; margin: 0.8rem 0; }
.long { max-height: 40rem; }
@media print { .scroll { max-height: none; overflow: visible; } }
summary { margin: 0.5rem 0; cursor: pointer; }
table { border-collapse: collapse; font-size: 0.87rem; }
th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; background: var(--soft); }
.n { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
dl { display: grid; gap: 0.2rem; margin: 0; font-size: 0.9rem; }
dl div { display: grid; grid-template-columns: minmax(7rem, 14rem) 1fr; gap: 0.8rem; }
dt { color: var(--muted); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; }
footer { margin-top: 2rem; padding-top: 0.6rem; border-top: 1px solid var(--line); }
`;

/**
 * A page of its own that shows results without VS Code: no script, nothing that is fetched, and a policy that refuses both, should a browser find a way to
 * read something else in it.
 */
export function reportPage({ title, reading, about, date, parts }: ReportWords): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${asText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${asText(title)}</h1>
${reading === '' ? '' : `<p class="reading">${asText(reading)}</p>`}
<p class="about">${asText(about)}</p>
${parts.filter((part) => part !== '').join('\n')}
</main>
<footer>Saved by CCA Lens${asText(version)} on ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC.</footer>
</body>
</html>
`;
}
