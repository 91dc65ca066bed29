// Widths of the characters of Helvetica, in thousandths of the size, after Adobe's font metrics (Core 14 AFM 4.1); Arial and Liberation Sans have the same.
const ascii =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 ' +
  '1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 ' +
  '333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584';
const asciiWidths = ascii.split(' ').map(Number);

/** What is neither in ASCII nor such a letter with an accent; what is not here is taken for as wide as an `n`, or square where it is of East Asia. */
const others: Record<string, number> = {
  '…': 1000, '—': 1000, '–': 556, '‘': 222, '’': 222, '“': 333, '”': 333, '•': 350, '×': 584, '÷': 584, '±': 584, '−': 584, '°': 400,
  '²': 333, '³': 333, '¹': 333, '·': 278, 'ß': 611, 'Æ': 1000, 'æ': 889, 'Ø': 778, 'ø': 611, 'Œ': 1000, 'œ': 944, '™': 1000,
  '©': 737, '®': 737, '¼': 834, '½': 834, '¾': 834, '‰': 1000, '↔': 1042, '→': 987, '←': 987, '⇄': 1000, '√': 549, '≤': 549, '≥': 549,
  '∞': 713, '≈': 549, '≠': 549, '∑': 713,
}; // prettier-ignore

/** From here on characters are mostly as wide as high: Hangul Jamo, then the scripts of East Asia and the symbols beyond the basic plane. */
const isWide = (code: number) =>
  (code >= 0x1100 && code < 0x1160) || (code >= 0x2e80 && code < 0xa4d0) || (code >= 0xac00 && code < 0xd7a4) ||
  (code >= 0xf900 && code < 0xfb00) || (code >= 0xff00 && code < 0xff61) || code >= 0x1f000; // prettier-ignore

/** How wide a character of Helvetica is, as a share of the size; an estimate for those that it does not have. */
function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code >= 32 && code < 127) return asciiWidths[code - 32] / 1000;
  const other = others[character];
  if (other !== undefined) return other / 1000;
  const base = character.normalize('NFD').codePointAt(0)!;
  if (base !== code && base >= 32 && base < 127) return asciiWidths[base - 32] / 1000;
  // Marks that stand upon the character before them.
  if (/^\p{M}$/u.test(character)) return 0;
  return isWide(code) ? 1 : 0.556;
}

/** How wide a line of text is at this size, in its unit; bold letters are a little wider, of which this is an estimate. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * size * (bold ? 1.07 : 1);
}

/** Breaks a text into lines of at most so many units: at spaces, and inside a word only where it alone is wider. */
export function wrapped(text: string, most: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (one: string) => textWidth(one, size, bold) <= most;
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return line === '' ? lines : [...lines, line];
}
