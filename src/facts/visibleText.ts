/** Control characters (C0, DEL, C1), separators of lines, and marks that turn the direction of writing: in names of files, members and classes they are data. */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const hiddenButNewline = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text as one line that nothing in it can break or steer: what would is written as `\n`, `\x1b` or `\u202e`. A text that has been through this
 * comes out of it as it is.
 */
export function oneLine(text: string): string {
  return text.replace(hidden, written);
}

/** The same of a text of several lines, which keeps its newlines. JSON stays the same document: what JSON.stringify leaves raw is written as `\u009b`. */
export function visibleLines(text: string): string {
  return text.replace(hiddenButNewline, written);
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function written(character: string): string {
  const code = character.charCodeAt(0);
  const digits = code.toString(16);
  return short[character] ?? (code < 0x7f ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`);
}
