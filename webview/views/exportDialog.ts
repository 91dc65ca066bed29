import { notCurrentMark } from '../../src/protocol/staleFiles';
import { element } from '../element';
import type { Drawing } from '../export/vector/drawing';
import type { FigureStyle } from '../export/figureStyle';
import { pdfBytes } from '../export/vector/pdfBytes';
import { beyondPdf } from '../export/vector/pdfFonts';
import { pngBytes } from '../export/vector/pngBytes';
import { svgText } from '../export/vector/svgText';
import { darkPalette, lightPalette } from '../theme';
import { button, checkbox, dropdown, setDisabled, textField } from '../toolkit';
import { field } from './field';

/** A picture that can leave the page. */
export interface ExportSource {
  title: string;
  /** What it is a picture of. */
  subject: string;
  /** Draws it anew in a style. */
  draw(style: FigureStyle): Drawing;
  save(content: string | Uint8Array, extension: string): void;
}

type Format = 'svg' | 'pdf' | 'png';
type Ground = 'light' | 'dark';

const formats: [Format, string][] = [
  ['svg', 'SVG'],
  ['pdf', 'PDF'],
  ['png', 'PNG, 300 dpi'],
];
const grounds: [Ground, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
];
/** Widths that journals and slides have, in millimetres. */
const widths: [string, string][] = [
  ['85', 'One column, 85 mm'],
  ['178', 'Two columns, 178 mm'],
  ['254', 'Slide, 254 mm'],
  ['', 'Other'],
];

/** What numbers may be, in millimetres and points. */
const limits = { width: [30, 1000], height: [20, 1000], font: [4, 48] } as const;

/** What they are at first, and again where the last dialog was left with what is none. */
const first = { width: '85', height: '', font: '8' };

/** What was chosen last in this page; the title is of each figure. */
const chosen = {
  format: 'svg' as Format,
  ground: 'light' as Ground,
  ...first,
  legend: true,
  conventions: false,
};

/** A positive number within its limits; undefined for anything else. */
function numberIn(text: string, [least, most]: readonly [number, number]): number | undefined {
  const value = text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'));
  return value >= least && value <= most ? value : undefined;
}

/** Asks how a figure is to leave the page, shows it so, and hands out its file; Enter saves, Escape closes. One dialog is open at a time. */
export function openExport(source: ExportSource): void {
  let drawing: Drawing | undefined;
  let making = false;
  for (const name of ['width', 'height', 'font'] as const)
    if (numberIn(chosen[name], limits[name]) === undefined) chosen[name] = first[name];
  const number = (label: string, test: string, value: string, changed: (text: string) => void, more = {}) => {
    const control = textField(changed, { 'aria-label': label, 'data-test': test, class: 'narrow-field', ...more });
    control.set(value);
    return control;
  };
  const format = dropdown(formats, (value) => change({ format: value }), {
    'aria-label': 'Format',
    'data-test': 'export-format',
  });
  const ground = dropdown(grounds, (value) => change({ ground: value }), {
    'aria-label': 'Colours',
    'data-test': 'export-ground',
  });
  const preset = dropdown(
    widths,
    (value) => {
      if (value !== '') width.set(value);
      change(value === '' ? {} : { width: value });
    },
    { 'aria-label': 'Width', 'data-test': 'export-preset' },
  );
  const width = number('Width in millimetres', 'export-width', chosen.width, (text) => {
    preset.set(presetOf(text));
    change({ width: text });
  });
  const height = number('Height in millimetres', 'export-height', chosen.height, (text) => change({ height: text }), {
    placeholder: 'as it needs',
  });
  const font = number('Size of text in points', 'export-font', chosen.font, (text) => change({ font: text }));
  const title = textField(() => draw(), {
    'aria-label': 'Title',
    'data-test': 'export-title',
    class: 'wide-field',
    placeholder: 'none',
  });
  // Whoever takes the mark away has seen it.
  title.set(source.subject.endsWith(notCurrentMark) ? `${source.title} ${notCurrentMark}` : source.title);
  const legend = checkbox('Legend', (legend) => change({ legend }), { 'data-test': 'export-legend' });
  const conventions = checkbox('How it is read', (conventions) => change({ conventions }), {
    'data-test': 'export-conventions',
  });
  format.set(chosen.format);
  ground.set(chosen.ground);
  preset.set(presetOf(chosen.width));
  legend.set(chosen.legend);
  conventions.set(chosen.conventions);
  const preview = element('img', { class: 'export-preview', alt: 'The figure as it will be saved' });
  const remark = element('p', { class: 'small-print', role: 'status', 'data-test': 'export-remark' });
  const save = button(['Export'], () => void finish(), { 'data-test': 'export-save' }, 'primary');
  const cancel = button(['Cancel'], () => dialog.close(), { 'data-test': 'export-cancel' });
  const dialog = element(
    'dialog',
    { class: 'export', 'aria-labelledby': 'export-heading', 'data-test': 'export-dialog' },
    element('h2', { id: 'export-heading' }, 'Export Figure'),
    element(
      'div',
      { class: 'fields' },
      field('Format', undefined, format.node),
      field('Colours', undefined, ground.node),
      field('Width', undefined, preset.node),
      field('Width (mm)', undefined, width.node),
      field('Height (mm)', undefined, height.node),
      field('Text (pt)', undefined, font.node),
    ),
    element('div', { class: 'fields' }, field('Title', undefined, title.node)),
    element('div', { class: 'field-checks' }, legend.node, conventions.node),
    element('div', { class: 'export-ground' }, preview),
    remark,
    element('div', { class: 'button-row' }, save, cancel),
  );

  function change(more: Partial<typeof chosen>): void {
    Object.assign(chosen, more);
    draw();
  }

  /** Reads the fields; a text where one of them cannot be read. */
  function styleOf(): FigureStyle | string {
    const widthMm = numberIn(chosen.width, limits.width);
    const heightMm = chosen.height.trim() === '' ? undefined : numberIn(chosen.height, limits.height);
    const fontPt = numberIn(chosen.font, limits.font);
    const range = (what: string, [least, most]: readonly [number, number], unit: string) =>
      `${what} is to be a number from ${least} to ${most} ${unit}.`;
    if (widthMm === undefined) return range('The width', limits.width, 'mm');
    if (heightMm === undefined && chosen.height.trim() !== '')
      return range('The height', limits.height, 'mm, or empty,');
    if (fontPt === undefined) return range('The size of text', limits.font, 'pt');
    return {
      widthMm,
      heightMm,
      fontPt,
      title: title.get().trim(),
      legend: chosen.legend,
      conventions: chosen.conventions,
      palette: chosen.ground === 'light' ? lightPalette : darkPalette,
    };
  }

  function draw(): void {
    const style = styleOf();
    drawing = typeof style === 'string' ? undefined : source.draw(style);
    setDisabled(save, drawing === undefined);
    remark.classList.toggle('field-error', drawing === undefined);
    if (!drawing || typeof style === 'string') {
      remark.textContent = typeof style === 'string' ? style : '';
      return;
    }
    preview.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
    remark.textContent = remarkOn(drawing, style);
  }

  async function finish(): Promise<void> {
    // A picture takes a moment, in which Enter may be pressed again, or Escape.
    if (!drawing || making) return;
    making = true;
    try {
      const { format } = chosen;
      const content = await fileOf(drawing, format);
      if (!dialog.open) return;
      dialog.close();
      source.save(content, format);
    } catch (error) {
      remark.classList.add('field-error');
      remark.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      making = false;
    }
  }

  dialog.addEventListener('keydown', (event) => {
    const from = event.target as HTMLElement;
    // Buttons and choices have a use for Enter of their own.
    if (event.key !== 'Enter' || from.closest('vscode-button, vscode-dropdown')) return;
    event.preventDefault();
    void finish();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  // From there Enter saves, and nothing is chosen by mistake.
  title.node.focus();
  draw();
}

function presetOf(width: string): string {
  return widths.some(([value]) => value === width.trim()) ? width.trim() : '';
}

function fileOf(drawing: Drawing, format: Format): string | Promise<Uint8Array> {
  if (format === 'svg') return svgText(drawing);
  return format === 'pdf' ? pdfBytes(drawing) : pngBytes(drawing);
}

/** Its size, and what a PDF of it would not hold. */
function remarkOn({ strokes, width, height, unit }: Drawing, { fontPt }: FigureStyle): string {
  const size = [width, height].map((units) => String(Math.round((units * unit * 25.4) / 72))).join(' × ');
  const said = `${size} mm; all text is ${fontPt} pt at that size.`;
  if (chosen.format !== 'pdf') return said;
  const lacking = beyondPdf(strokes.map((stroke) => (stroke.type === 'text' ? stroke.text : '')).join(''));
  if (lacking.length === 0) return said;
  const listed = `${lacking.slice(0, 12).join(' ')}${lacking.length > 12 ? ' …' : ''}`;
  return `${said} The fonts of every PDF reader lack ${listed}: question marks will stand in place of them. SVG and PNG keep them.`;
}
