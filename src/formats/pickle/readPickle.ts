import { PickleError } from './errors';
import { numberOf, pickleBytes, type PickleBytes } from './pickleBytes';
import { isKind, itemsOf, type Dict, type Items, type PickleValue } from './values';

/** What a pickle asks for that is not of the language itself, as a format answers it. Nothing of it may come from the file's own code. */
export interface PickleHost {
  /**
   * What calling a class or function that is known makes of some values; undefined: it is not known, and nothing is called.
   * @throws PickleError where they are not what it takes.
   */
  make(name: string, args: readonly PickleValue[]): PickleValue | undefined;
  /** Gives something that was made its state. */
  build(value: PickleValue, state: PickleValue): void;
  /** What an id of something outside the pickle stands for. */
  persistent(id: PickleValue): PickleValue;
}

/** A pickle's value, and where its bytes end. */
export interface ReadPickle {
  value: PickleValue;
  end: number;
}

/** Steps of a pickle, and things that it makes or remembers; with more it is made to deceive. Both are far from what files of arrays have. */
const mostSteps = 10_000_000;
const mostThings = 1_000_000;

/**
 * Reads a pickle of any protocol as plain values. It is no program here: classes and functions stay names, but for those that the host knows, and what
 * unknown ones would make stays unknown. After Lib/pickletools.py of Python.
 * @param start where it begins among the bytes.
 * @throws PickleError when it is damaged or asks for too much; PickleCutError when the bytes end within it.
 */
export function readPickle(all: Uint8Array, start: number, host: PickleHost): ReadPickle {
  const from = pickleBytes(all, start);
  const machine: Machine = { from, host, stack: [], marks: [], memo: new Map(), things: 0 };
  for (let steps = 0; steps < mostSteps; steps++) {
    const code = from.byte();
    if (code === stop) return { value: pop(machine), end: from.at() };
    const step = doneBy[code];
    if (!step) throw new PickleError(`it has a step that is not known, 0x${code.toString(16).padStart(2, '0')}`);
    step(machine);
  }
  throw new PickleError(`it has more than ${mostSteps} steps`);
}

interface Machine {
  from: PickleBytes;
  host: PickleHost;
  stack: PickleValue[];
  /** How high the stack was at each mark. */
  marks: number[];
  memo: Map<number, PickleValue>;
  things: number;
}

type Step = (machine: Machine) => void;

const stop = 0x2e;
/** Characters of the name of a class with its module: with long ones, which a pickle may name again and again, it is made to deceive. */
const longestClass = 1000;
/** Bytes of a text in the first protocol, in which arrays have their elements, too. */
const longestEscaped = 64 << 20;

function push(machine: Machine, value: PickleValue): void {
  if (machine.stack.length >= mostThings) throw tooMuch();
  machine.stack.push(value);
}

/** The same of what takes memory of its own. */
function pushNew(machine: Machine, value: PickleValue): void {
  count(machine);
  push(machine, value);
}

function count(machine: Machine, things = 1): void {
  machine.things += things;
  if (machine.things > mostThings) throw tooMuch();
}

function tooMuch(): PickleError {
  return new PickleError(`it makes more than ${mostThings} things`);
}

function pop({ stack, marks }: Machine): PickleValue {
  if (stack.length <= (marks.at(-1) ?? 0)) throw new PickleError('it takes what is not there');
  return stack.pop()!;
}

/** What was put down since the last mark. */
function popMark({ stack, marks }: Machine): PickleValue[] {
  const mark = marks.pop();
  if (mark === undefined) throw new PickleError('it takes what is not there');
  return stack.splice(mark);
}

function top({ stack, marks }: Machine): PickleValue {
  if (stack.length <= (marks.at(-1) ?? 0)) throw new PickleError('it takes what is not there');
  return stack.at(-1)!;
}

function remember(machine: Machine, at: number): void {
  if (!machine.memo.has(at)) count(machine);
  machine.memo.set(at, top(machine));
}

function recall(machine: Machine, at: number): void {
  const value = machine.memo.get(at);
  if (value === undefined) throw new PickleError('it names what is not there');
  push(machine, value);
}

function call(machine: Machine, callee: PickleValue, args: readonly PickleValue[]): void {
  const name = isKind(callee, 'global') ? callee.name : 'something that is no class';
  const made = machine.host.make(name, args);
  // A copy of a list takes as much as the list.
  count(machine, isKind(made, 'dict') ? made.entries.length : (itemsOf(made)?.length ?? 0));
  // null is what is known and holds nothing.
  pushNew(machine, made === undefined ? { kind: 'unknown', name } : made);
}

function argumentsOf(value: PickleValue): readonly PickleValue[] {
  if (isKind(value, 'tuple') || isKind(value, 'list')) return value.items;
  throw new PickleError('it calls something without arguments');
}

function items(kind: Items['kind'], values: PickleValue[]): Items {
  return { kind, items: values };
}

function dict(values: readonly PickleValue[]): Dict {
  const made: Dict = { kind: 'dict', entries: [] };
  setItems(made, values);
  return made;
}

/** Keys and values in turn, into a dict; what is none keeps nothing of them. */
function setItems(target: PickleValue, values: readonly PickleValue[]): void {
  if (values.length % 2 !== 0) throw new PickleError('it has a key without a value');
  if (!isKind(target, 'dict')) return;
  for (let i = 0; i < values.length; i += 2) target.entries.push([values[i]!, values[i + 1]!]);
}

function append(target: PickleValue, values: readonly PickleValue[]): void {
  if (!isKind(target, 'list') && !isKind(target, 'set')) return;
  for (const value of values) target.items.push(value);
}

function wholeNumber(text: string): PickleValue {
  if (text === '00' || text === '01') return text === '01';
  const digits = text.trim().replace(/L$/, '');
  if (!/^[-+]?\d{1,1000}$/.test(digits)) throw new PickleError('it has a number that is none');
  return numberOf(BigInt(digits));
}

/** A text of the first protocol: what is no Latin letter is written by its number. */
function escaped(text: string): string {
  return text.replace(/\\u([\da-f]{4})|\\U000([\da-f]{5})/gi, (_, short: string | undefined, long: string) =>
    String.fromCodePoint(parseInt(short ?? long, 16)),
  );
}

function floatNumber(text: string): number {
  const names: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN };
  return names[text.trim()] ?? Number(text);
}

function long(machine: Machine, length: number): void {
  const longest = 1024;
  if (length > longest) throw new PickleError('it has a number that has no end');
  push(machine, machine.from.signed(length));
}

function global(machine: Machine, module: string, name: string): void {
  if (module.length + name.length > longestClass) throw new PickleError('a name of a class in it has no end');
  pushNew(machine, { kind: 'global', name: `${module}.${name}` });
}

function tuple(count: number): Step {
  return (machine) => {
    const values = Array.from({ length: count }, () => pop(machine)).reverse();
    pushNew(machine, items('tuple', values));
  };
}

function constant(value: PickleValue): Step {
  return (machine) => push(machine, value);
}

function text(length: number): Step {
  return (machine) => push(machine, machine.from.text(machine.from.unsigned(length)));
}

function bytes(length: number): Step {
  return (machine) => pushNew(machine, machine.from.bytes(machine.from.unsigned(length)));
}

function latin1(length: number): Step {
  return (machine) => push(machine, machine.from.latin1(machine.from.unsigned(length)));
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}

/** What each code does, by its number. */
const doneBy: Partial<Record<number, Step>> = {
  // Frames and protocols say nothing that is needed.
  0x80: ({ from }) => void from.byte(),
  0x95: ({ from }) => void from.unsigned(8),
  [code('(')]: ({ stack, marks }) => {
    if (marks.length >= mostThings) throw tooMuch();
    marks.push(stack.length);
  },
  [code('0')]: (machine) => {
    const { stack, marks } = machine;
    if (marks.at(-1) === stack.length) marks.pop();
    else pop(machine);
  },
  [code('1')]: (machine) => void popMark(machine),
  [code('2')]: (machine) => push(machine, top(machine)),
  [code('N')]: constant(null),
  0x88: constant(true),
  0x89: constant(false),
  [code('I')]: (machine) => push(machine, wholeNumber(machine.from.line())),
  [code('L')]: (machine) => push(machine, wholeNumber(machine.from.line())),
  [code('J')]: (machine) => push(machine, machine.from.signed(4)),
  [code('K')]: (machine) => push(machine, machine.from.byte()),
  [code('M')]: (machine) => push(machine, machine.from.unsigned(2)),
  0x8a: (machine) => long(machine, machine.from.byte()),
  0x8b: (machine) => long(machine, machine.from.unsigned(4)),
  [code('F')]: (machine) => push(machine, floatNumber(machine.from.line())),
  [code('G')]: (machine) => push(machine, machine.from.float()),
  [code('S')]: (machine) => push(machine, machine.from.line().replace(/^(["'])(.*)\1$/s, '$2')),
  [code('T')]: latin1(4),
  [code('U')]: latin1(1),
  [code('V')]: (machine) => push(machine, escaped(machine.from.line(longestEscaped))),
  [code('X')]: text(4),
  0x8c: text(1),
  0x8d: text(8),
  [code('B')]: bytes(4),
  [code('C')]: bytes(1),
  0x8e: bytes(8),
  0x96: bytes(8),
  [code(']')]: (machine) => pushNew(machine, items('list', [])),
  [code('l')]: (machine) => pushNew(machine, items('list', popMark(machine))),
  [code('a')]: (machine) => {
    const value = pop(machine);
    append(top(machine), [value]);
  },
  [code('e')]: (machine) => {
    const values = popMark(machine);
    append(top(machine), values);
  },
  [code(')')]: (machine) => pushNew(machine, items('tuple', [])),
  [code('t')]: (machine) => pushNew(machine, items('tuple', popMark(machine))),
  0x85: tuple(1),
  0x86: tuple(2),
  0x87: tuple(3),
  [code('}')]: (machine) => pushNew(machine, dict([])),
  [code('d')]: (machine) => pushNew(machine, dict(popMark(machine))),
  [code('s')]: (machine) => {
    const [value, key] = [pop(machine), pop(machine)];
    setItems(top(machine), [key, value]);
  },
  [code('u')]: (machine) => {
    const values = popMark(machine);
    setItems(top(machine), values);
  },
  0x8f: (machine) => pushNew(machine, items('set', [])),
  0x90: (machine) => {
    const values = popMark(machine);
    append(top(machine), values);
  },
  0x91: (machine) => pushNew(machine, items('set', popMark(machine))),
  [code('c')]: (machine) => global(machine, machine.from.line(), machine.from.line()),
  0x93: (machine) => {
    const [name, module] = [pop(machine), pop(machine)];
    if (typeof name !== 'string' || typeof module !== 'string') throw new PickleError('it has a class without a name');
    global(machine, module, name);
  },
  [code('R')]: (machine) => {
    const args = argumentsOf(pop(machine));
    call(machine, pop(machine), args);
  },
  [code('b')]: (machine) => {
    const state = pop(machine);
    machine.host.build(top(machine), state);
  },
  [code('i')]: (machine) => {
    const name = `${machine.from.line()}.${machine.from.line()}`;
    call(machine, { kind: 'global', name }, popMark(machine));
  },
  [code('o')]: (machine) => {
    const [callee, ...args] = popMark(machine);
    if (callee === undefined) throw new PickleError('it takes what is not there');
    call(machine, callee, args);
  },
  0x81: (machine) => {
    const args = argumentsOf(pop(machine));
    call(machine, pop(machine), args);
  },
  0x92: (machine) => {
    pop(machine);
    const args = argumentsOf(pop(machine));
    call(machine, pop(machine), args);
  },
  [code('P')]: (machine) => pushNew(machine, machine.host.persistent(machine.from.line())),
  [code('Q')]: (machine) => pushNew(machine, machine.host.persistent(pop(machine))),
  [code('g')]: (machine) => recall(machine, Number(machine.from.line())),
  [code('h')]: (machine) => recall(machine, machine.from.byte()),
  [code('j')]: (machine) => recall(machine, machine.from.unsigned(4)),
  [code('p')]: (machine) => remember(machine, Number(machine.from.line())),
  [code('q')]: (machine) => remember(machine, machine.from.byte()),
  [code('r')]: (machine) => remember(machine, machine.from.unsigned(4)),
  0x94: (machine) => remember(machine, machine.memo.size),
};
