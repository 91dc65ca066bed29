/** The look of a notebook's output around its summary, in VS Code's variables alone, so that every theme is followed without a script. */
export const outputStyles = `
:host {
  display: block;
}
[hidden] {
  display: none !important;
}
.output {
  --line: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, rgba(128, 128, 128, 0.35)));
  --muted: var(--vscode-descriptionForeground, var(--vscode-foreground));
  display: grid;
  gap: 10px;
  position: relative;
  box-sizing: border-box;
  max-width: 640px;
  padding: 10px 12px;
  border: 1px solid var(--line);
  border-radius: 4px;
  color: var(--vscode-foreground);
  background: var(--vscode-editor-background);
  font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size, 13px);
  line-height: 1.45;
}
.output-names,
.output p {
  margin: 0;
  font-size: 1em;
  overflow-wrap: anywhere;
}
.output-names {
  font-weight: 600;
}
.output-side {
  margin-right: 4px;
  color: var(--muted);
  font-weight: 400;
}
.output-name + .output-side {
  margin-left: 12px;
}
.output .small-print {
  color: var(--muted);
  font-size: 0.92em;
}
/* It is heard when it is filled, and so must be there before; empty it takes no line of the grid. */
.output [role='status']:empty {
  position: absolute;
}
.output-dimmed {
  opacity: 0.55;
}
.output-stale {
  filter: grayscale(1);
}
.output-stale td[data-value] {
  text-decoration: line-through;
}
.output-failure {
  padding: 6px 8px;
  border: 1px solid var(--vscode-inputValidation-errorBorder, var(--line));
  border-radius: 2px;
  color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
  background: var(--vscode-inputValidation-errorBackground);
}
.output-actions {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px;
}
.output-actions button {
  padding: 4px 11px;
  border: 1px solid var(--vscode-button-border, transparent);
  border-radius: 2px;
  color: var(--vscode-button-secondaryForeground, var(--vscode-foreground));
  background: var(--vscode-button-secondaryBackground, transparent);
  font: inherit;
  line-height: 18px;
  cursor: pointer;
}
.output-actions button:hover {
  background: var(--vscode-button-secondaryHoverBackground, transparent);
}
.output-actions button.primary {
  color: var(--vscode-button-foreground);
  background: var(--vscode-button-background, transparent);
}
.output-actions button.primary:hover {
  background: var(--vscode-button-hoverBackground, transparent);
}
.output-actions button:disabled {
  opacity: 0.5;
  cursor: default;
}
button:focus-visible,
summary:focus-visible,
.output-scroll:focus-visible {
  outline: 1px solid var(--vscode-focusBorder);
  outline-offset: 2px;
}
.progress-text {
  display: grid;
  flex: 1 1 200px;
  gap: 4px;
  font-variant-numeric: tabular-nums;
}
.progress-bar {
  height: 4px;
  border-radius: 2px;
  background: rgba(128, 128, 128, 0.3);
  overflow: hidden;
}
.progress-fill {
  width: 0;
  height: 100%;
  background: var(--vscode-progressBar-background);
}
summary {
  width: fit-content;
  cursor: pointer;
}
.output pre {
  max-height: 300px;
  margin: 6px 0 0;
  overflow: auto;
  font-family: var(--vscode-editor-font-family, monospace);
  font-size: 0.92em;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
.output-scroll {
  max-height: 420px;
  margin-top: 8px;
  overflow: auto;
}
.output-matrix {
  border: 0;
  border-collapse: collapse;
  font-size: 0.92em;
}
.output-matrix tr {
  background: none;
}
.output-matrix th {
  padding: 1px 6px 1px 0;
  border: 0;
  font-weight: 400;
  text-align: right;
  white-space: nowrap;
}
.output-matrix thead th {
  padding: 0 0 2px;
  text-align: center;
  vertical-align: bottom;
}
.output-matrix thead span {
  max-height: 140px;
  overflow-wrap: anywhere;
  white-space: normal;
  writing-mode: vertical-rl;
  transform: rotate(180deg);
}
.output-matrix td {
  min-width: 32px;
  padding: 3px 4px;
  border: 1px solid var(--vscode-editor-background);
  font-family: var(--vscode-editor-font-family, monospace);
  font-variant-numeric: tabular-nums;
  text-align: center;
}
.output-matrix td.missing {
  color: var(--muted);
}
`;
