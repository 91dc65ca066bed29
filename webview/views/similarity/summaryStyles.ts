/** The look of reportSummary, in VS Code's variables alone: a notebook's output does not have the style sheet of the panels. */
const summaryStyles = `
.report-summary {
  --line: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, rgba(128, 128, 128, 0.35)));
  --muted: var(--vscode-descriptionForeground, var(--vscode-foreground));
  position: relative;
  display: grid;
  gap: 8px;
  min-width: 0;
  color: var(--vscode-foreground);
  font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size, 13px);
  line-height: 1.45;
  container-type: inline-size;
}
.report-summary p,
.report-summary ul,
.report-summary figure {
  margin: 0;
  padding: 0;
}
.report-summary .hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.summary-scores {
  width: 100%;
  border: 0;
  border-collapse: collapse;
  font-size: 1em;
}
.summary-scores tr {
  background: none;
}
.summary-scores th,
.summary-scores td {
  padding: 2px 0 2px 10px;
  border: 0;
  font-weight: 400;
  text-align: left;
  vertical-align: baseline;
}
.summary-scores th:first-child {
  padding-left: 0;
}
.summary-scores tbody > tr > * {
  border-top: 1px solid var(--line);
}
.summary-scores thead th {
  color: var(--muted);
  font-size: 0.92em;
}
.summary-scores .value,
.summary-scores .chance {
  text-align: right;
  white-space: nowrap;
}
.summary-scores td.value,
.summary-scores td.chance {
  font-family: var(--vscode-editor-font-family, monospace);
  font-variant-numeric: tabular-nums;
}
.summary-scores td.value {
  font-weight: 600;
}
.summary-scores td.chance {
  color: var(--muted);
}
.summary-scores .bar {
  width: 34%;
  min-width: 50px;
}
.summary-scores .meter {
  display: block;
  width: 100%;
  height: 10px;
}
.summary-scores .meter-track {
  fill: var(--vscode-editorWidget-border, rgba(128, 128, 128, 0.35));
  opacity: 0.45;
}
.summary-scores .meter-fill {
  fill: var(--muted);
}
.summary-scores .of-cca .meter-fill,
.summary-scores .of-dft .meter-fill,
.summary-scores .of-pwcca .meter-fill {
  fill: var(--vscode-charts-green);
}
.summary-scores .of-svcca .meter-fill {
  fill: var(--vscode-charts-purple);
}
.summary-scores .meter-tick {
  fill: var(--vscode-foreground);
}
.summary-scores .mark {
  margin-left: 6px;
  padding: 0 6px;
  border: 1px solid var(--vscode-contrastBorder, transparent);
  border-radius: 9px;
  background: var(--vscode-badge-background);
  color: var(--vscode-badge-foreground);
  font-size: 0.85em;
}
@container (max-width: 330px) {
  .summary-scores .bar {
    display: none;
  }
}
@container (max-width: 225px) {
  .summary-scores .chance {
    display: none;
  }
}
.tip-host .tip {
  position: static;
  display: inline;
}
.tip-host .tip-trigger {
  padding: 0;
  border: 0;
  border-bottom: 1px dotted currentColor;
  background: none;
  color: inherit;
  font: inherit;
  text-align: inherit;
  cursor: help;
}
.tip-host .tip-trigger:focus-visible {
  outline: 1px solid var(--vscode-focusBorder);
  outline-offset: 1px;
}
.tip-host .tip-bubble {
  position: absolute;
  z-index: 10;
  top: auto;
  right: 0;
  bottom: auto;
  left: 0;
  display: none;
  box-sizing: border-box;
  width: auto;
  max-width: 420px;
  margin-top: 3px;
  padding: 6px 8px;
  border: 1px solid var(--vscode-editorHoverWidget-border, var(--line));
  border-radius: 4px;
  background: var(--vscode-editorHoverWidget-background, var(--vscode-editor-background));
  color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
  box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size, 13px);
  font-weight: 400;
  text-align: left;
  white-space: normal;
  overflow-wrap: anywhere;
}
.tip-host .tip-above .tip-bubble {
  bottom: auto;
  transform: translateY(calc(-100% - 26px));
}
.tip-host .tip:hover .tip-bubble,
.tip-host .tip:focus-within .tip-bubble {
  display: block;
}
.tip-host .tip.tip-closed .tip-bubble {
  display: none;
}
.report-summary .notices {
  display: grid;
  gap: 6px;
  padding: 6px 8px;
  border-left: 3px solid var(--vscode-editorWarning-foreground);
  border-radius: 2px;
  background: var(--vscode-editorWidget-background);
  list-style: none;
}
.report-summary .notice {
  display: flex;
  gap: 6px;
  overflow-wrap: anywhere;
}
.report-summary .icon {
  flex: none;
  margin-top: 2px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.25;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.report-summary .notice-warning .icon {
  color: var(--vscode-editorWarning-foreground);
}
.report-summary .notice-info .icon {
  color: var(--vscode-editorInfo-foreground);
}
.summary-reason,
.summary-size,
.spectrum figcaption,
.spectrum-values {
  color: var(--muted);
  font-size: 0.92em;
}
.summary-reason {
  overflow-wrap: anywhere;
}
.spectrum {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 2px 6px;
  max-width: 560px;
}
.spectrum-values {
  display: flex;
  flex-direction: column;
  justify-content: space-between;
  line-height: 1;
  font-variant-numeric: tabular-nums;
}
.spectrum-drawing {
  display: block;
  width: 100%;
  height: 72px;
  overflow: visible;
  border-bottom: 1px solid var(--line);
}
.spectrum figcaption {
  display: flex;
  grid-column: 2;
  justify-content: space-between;
  gap: 8px;
  margin: 0;
  font-variant-numeric: tabular-nums;
}
.spectrum-words {
  text-align: center;
}
.spectrum-drawing path {
  fill: none;
  vector-effect: non-scaling-stroke;
}
.spectrum-grid {
  stroke: rgba(128, 128, 128, 0.3);
}
.spectrum-drawing .spectrum-chance {
  fill: rgba(128, 128, 128, 0.22);
}
.spectrum-level {
  stroke: var(--muted);
  stroke-width: 1.25;
  stroke-dasharray: 4 3;
}
.spectrum-line {
  stroke: var(--vscode-charts-green);
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.spectrum[data-of='SVCCA'] .spectrum-line {
  stroke: var(--vscode-charts-purple);
}
`;

let sheet: CSSStyleSheet | undefined;

/** Gives a page or a shadow root the look of reportSummary; once is enough, more do no harm. A page's policy allows it, as it would not a style element. */
export function adoptSummaryStyles(root: DocumentOrShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(summaryStyles);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
