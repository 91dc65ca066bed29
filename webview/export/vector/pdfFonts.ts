// What the fonts hold that every reader of PDF has: Helvetica in the WinAnsi encoding, and Symbol in its own (PDF 32000-1, annex D).

/** A character as a font of a PDF has it. */
interface Glyph {
  font: 'text' | 'symbol';
  code: number;
}

/** WinAnsi from 0x80 on; a space where it has nothing. */
const windows = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Symbol by code, as far as names and words here may hold it. */
const symbols: Record<number, string> = {
  0x22: '∀', 0x24: '∃', 0x2d: '−', 0x40: '≅', 0x41: 'ΑΒΧΔΕΦΓΗΙ', 0x4b: 'ΚΛΜΝΟΠΘΡΣΤΥ', 0x56: 'ςΩΞΨΖ', 0x5e: '⊥', 0x61: 'αβχδεφγηι',
  0x6a: 'ϕκλμνοπθρστυϖωξψζ', 0x7e: '∼', 0xa2: '′≤⁄∞', 0xab: '↔←↑→↓', 0xb2: '″≥', 0xb5: '∝∂', 0xb9: '≠≡≈', 0xc5: '⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇',
  0xd5: '∏√⋅', 0xd9: '∧∨⇔⇐⇑⇒⇓', 0xe5: '∑', 0xf2: '∫',
}; // prettier-ignore

const glyphs = new Map<string, Glyph>();
for (const [code, signs] of Object.entries(symbols)) {
  [...signs].forEach((sign, at) => glyphs.set(sign, { font: 'symbol', code: Number(code) + at }));
}
for (let code = 0x20; code < 0x100; code++) {
  const sign = code >= 0x80 && code < 0xa0 ? windows[code - 0x80] : String.fromCharCode(code);
  // 0x7f and 0xad have no sign of their own.
  if (sign !== undefined && code !== 0x7f && code !== 0xad && (sign !== ' ' || code === 0x20)) {
    glyphs.set(sign, { font: 'text', code });
  }
}

/** How the fonts of a PDF have a character; undefined where none of them does. */
export function glyphOf(character: string): Glyph | undefined {
  return glyphs.get(character);
}

/** The characters of a text that no font of a PDF has, each once, in the order of the text. */
export function beyondPdf(text: string): string[] {
  return [...new Set(text.normalize('NFC'))].filter((character) => !glyphs.has(character));
}
