/** A string literal in Python source, in UTF-16 units of the text. */
export interface PythonString {
  /** What Python makes of it; undefined where only running the code tells (fields of f-strings), and where it is not closed. */
  value: string | undefined;
  /** Of an f-string with fields, where everything else is known: texts, and where in the source the fields stand (without their braces). */
  parts?: StringPart[];
  /** Its first character, prefix included. */
  start: number;
  /** Behind its closing quote, or behind what there is of it. */
  end: number;
}

/** A part of an f-string: text, or a field. */
type StringPart = string | { start: number; end: number };

/** A string once its closing quote was looked for. */
interface Read {
  value: string | undefined;
  parts?: StringPart[];
  end: number;
}

interface Kind {
  quote: string;
  raw: boolean;
  /** f-strings (and t-strings), in which braces hold code. */
  format: boolean;
  bytes: boolean;
}

const prefixes = /^(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])$/;
/** f-strings in the fields of f-strings, and so on: more is no code that somebody wrote. */
const deepest = 16;

/**
 * The string literals of Python source in the order of their beginnings; those within fields of f-strings come after the string around them.
 * Comments hold none. Source that is being typed is read as far as it can be told: a string in plain quotes ends with its line.
 * After the lexical analysis of the Python Language Reference 3.14, section 2.
 */
export function pythonStrings(text: string): PythonString[] {
  const found: PythonString[] = [];
  // Words are taken whole, so that the r of `ar"..."` is not taken for a prefix.
  const next = /#[^\r\n]*|[\w\u0080-\uffff]+|'''|"""|['"]/g;
  let word: { text: string; end: number } | undefined;
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [token] = match;
    if (token[0] === '"' || token[0] === "'") {
      const prefix = word?.end === match.index ? word.text : '';
      next.lastIndex = readString(text, match.index, token, prefix, found, 0).end;
    }
    word = { text: token, end: match.index + token.length };
  }
  return found.sort((one, other) => one.start - other.start);
}

function readString(
  text: string,
  at: number,
  quote: string,
  prefix: string,
  found: PythonString[],
  depth: number,
): Read {
  const letters = prefixes.test(prefix) ? prefix.toLowerCase() : '';
  const kind: Kind = {
    quote,
    raw: letters.includes('r'),
    format: /[ft]/.test(letters),
    bytes: letters.includes('b'),
  };
  const read = readBody(text, at + quote.length, kind, found, depth);
  const { value, parts, end } = read;
  found.push({ value, ...(parts && { parts }), start: at - letters.length, end });
  return read;
}

function readBody(
  text: string,
  start: number,
  { quote, raw, format, bytes }: Kind,
  found: PythonString[],
  depth: number,
): Read {
  let value = '';
  let known = true;
  const parts: StringPart[] = [];
  let at = start;
  while (at < text.length) {
    const character = text[at]!;
    if (text.startsWith(quote, at)) {
      const end = at + quote.length;
      if (!known) return { value: undefined, end };
      return parts.length === 0 ? { value, end } : { value: undefined, parts: [...parts, value], end };
    }
    if (quote.length === 1 && isLineEnd(character)) break;
    if (character === '\\' && raw) {
      // In a raw string a backslash keeps the quote behind it from closing; braces of an f-string stay what they are.
      const length = format && /[{}]/.test(text[at + 1] ?? '') ? 1 : 2;
      value += text.slice(at, at + length);
      at += length;
    } else if (character === '\\') {
      const escape = readEscape(text, at, bytes);
      if (escape.value === undefined) known = false;
      else value += escape.value;
      at = escape.end;
    } else if (format && (character === '{' || character === '}')) {
      if (character === '{' && text[at + 1] !== character) {
        const field = at + 1;
        at = readField(text, field, quote, found, depth);
        parts.push(value, { start: field, end: Math.max(field, at - 1) });
        value = '';
        if (text[at - 1] !== '}') known = false;
      } else {
        at += text[at + 1] === character ? 2 : 1;
        // No name of a file is spelt with the brace that `{{` is.
        known = false;
      }
    } else {
      value += character;
      at += 1;
    }
  }
  return { value: undefined, end: Math.min(at, text.length) };
}

/** Goes past the code (or the format) between the braces of an f-string. Gives up at what ends the string around it. */
function readField(text: string, start: number, quote: string, found: PythonString[], depth: number): number {
  let open = 1;
  let format = false;
  let word = '';
  let at = start;
  while (at < text.length && open > 0) {
    const character = text[at]!;
    if (quote.length === 1 && isLineEnd(character)) return at;
    const opening = /^(?:'''|"""|['"])/.exec(text.slice(at, at + 3))?.[0];
    // In a format quotes are text; in code the same triple quote can only be the end, if the field is not closed yet.
    if (opening !== undefined && (format || depth >= deepest || opening === '"""' || opening === "'''")) {
      if (text.startsWith(quote, at)) return at;
    }
    if (opening !== undefined && !format && depth < deepest) {
      at = readString(text, at, opening, word, found, depth + 1).end;
      word = '';
      continue;
    }
    if ('([{'.includes(character)) open += 1;
    if (')]}'.includes(character)) open -= 1;
    if (character === ':' && open === 1) format = true;
    word = /[\w\u0080-\uffff]/.test(character) ? word + character : '';
    at += 1;
  }
  return at;
}

const plainEscapes: Record<string, string> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** What a backslash and what follows it stand for; an escape that does not exist stands for itself, as in Python. */
function readEscape(text: string, at: number, bytes: boolean): Read {
  const rest = text.slice(at + 1, at + 10);
  const broken = /^(?:\r\n|\r|\n)/.exec(rest);
  if (broken) return { value: '', end: at + 1 + broken[0].length };
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  const hex = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(rest);
  if (octal !== undefined) return { value: String.fromCodePoint(parseInt(octal, 8)), end: at + 1 + octal.length };
  if (hex && (hex[1] !== undefined || !bytes)) {
    const point = parseInt(hex[0].slice(1), 16);
    return { value: point <= 0x10ffff ? String.fromCodePoint(point) : undefined, end: at + 1 + hex[0].length };
  }
  // A character by its name, which would need the names of all.
  if (!bytes && rest.startsWith('N{')) return { value: undefined, end: at + 3 };
  const plain = plainEscapes[rest[0] ?? ''];
  return { value: plain ?? `\\${rest[0] ?? ''}`, end: at + 1 + Math.min(1, rest.length) };
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}
