import { part, placeInBlock, placeInNetwork } from './layerPlaces';
import { stepsOf, type LayerStep } from './layerSteps';
import { hasKnownWord } from '../../facts/layerWords';
import { compareNatural } from '../../facts/naturalOrder';

/** A step's place, from what counts most; all of one length up to the first difference. */
type Place = (number | string)[];

/** What a block gives stands behind its parts, and what is done with that behind it. */
const end: Place = [9];
const afterEnd = 10;
/** What a network gives stands behind the last of its parts, whatever belongs to that. */
const ofNetwork = 11;

/**
 * Order of layers in the computation, as far as their names tell it: a comparison of any two of the names, negative when the first is nearer to the
 * input. Parts of a network come first to last (input, embeddings, convolutions, body, decoder, what gathers the body, dense layers, output),
 * numbered blocks by their number, the parts of a block as they are computed, and a block behind its parts, as it is their output. Convolutions and
 * what follows them (normalisation, activation, pooling) take turns by number. What names the network alone (`transformer`) is its output, behind
 * those of the names that are its parts (`transformer.h.0`) and before what is no part of it (`lm_head`). Where names give no evidence the order is
 * natural. The order is total for a set of names: what follows layer 3 is told from all of them.
 */
export function layersInOrder(names: Iterable<string>): (a: string, b: string) => number {
  const list = [...new Set(names)];
  const known = numbersIn(list);
  const parts = list.filter((name) => stepsOf(name).length > 0).map((name) => ({ name, key: keyOf(name, known) }));
  const keys = new Map(parts.map(({ name, key }) => [name, key]));
  const keyOfName = (name: string): Place[] => {
    const key = keys.get(name) ?? (stepsOf(name).length > 0 ? keyOf(name, known) : keyOfNetwork(name, parts));
    keys.set(name, key);
    return key;
  };
  return (a, b) => compareKeys(keyOfName(a), keyOfName(b)) || compareNatural(a, b);
}

/** What is told of names that have gates, and embeddings of tokens as GPT-2 has them. */
const gates = 'gates';
const tokens = 'tokens';

/** The numbers of a step, of which one without any stands behind those with them: it is the whole. */
function numbersOf({ numbers }: LayerStep): [number, number] {
  return [numbers[0] ?? Infinity, numbers[1] ?? Infinity];
}

/** Words with numbers that occur among names, and parts of a network with numbers: `_relu_#`, `2:3` for a third convolution. */
function numbersIn(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const step of names.flatMap(stepsOf)) {
    const [of, , kind] = placeInNetwork(step);
    if (step.numbers.length > 0) found.add(`${step.words}${step.indexed ? '.#' : '#'}`);
    if (kind === 0) found.add(`${of}:${step.numbers[0] ?? 0}`);
    if (/_gate_/.test(step.words)) found.add(gates);
    if (/_wte_/.test(step.words)) found.add(tokens);
  }
  return found;
}

function keyOf(name: string, known: ReadonlySet<string>): Place[] {
  const steps = stepsOf(name);
  const key: Place[] = [];
  let parent: LayerStep | undefined;
  let room: 'network' | 'block' | 'operation' = 'network';
  for (const step of steps) {
    if (room === 'network') {
      const places = networkPlaces(step, parent, known);
      key.push(...places);
      room = places.length > 1 ? 'block' : roomIn(step, places[0]![0] as number);
    } else {
      const follows = /_(act|pool|drop|bn|norm)_/.test(step.words);
      const suffix = !step.within && parent!.numbers.length > 0 && /_(act|pool|drop)_/.test(step.words);
      key.push(
        (room === 'operation' && follows && !step.within) || suffix
          ? [afterEnd, followerKind(step), ...step.numbers]
          : [...placeInBlock(step, parent!, known.has(gates)), ...numbersOf(step), step.words],
      );
      room = 'block';
    }
    parent = step;
  }
  return [...key, end];
}

/** What the parts of a step are: of a network, of a block, or of one operation. */
function roomIn({ words, numbers }: LayerStep, of: number): 'network' | 'block' | 'operation' {
  if (of === part.middle) return 'block';
  if (of >= part.body && of <= part.decoder) return numbers.length > 0 ? 'block' : 'network';
  return of === part.embeddings && words === '_embed_' ? 'network' : of === part.embeddings ? 'block' : 'operation';
}

/** The key of what names a network alone: behind the last of its parts; where none is there, between dense layers and what is made of them. */
function keyOfNetwork(name: string, others: readonly { name: string; key: Place[] }[]): Place[] {
  const own = others.filter(
    (other) => other.name.startsWith(name) && /^[^\p{L}\d]/u.test(other.name.slice(name.length)),
  );
  const last = own
    .map(({ key }) => key)
    .sort(compareKeys)
    .at(-1);
  // Of networks in each other (`model.vision`) the inner one stands first.
  const inner = -name.split(/[^\p{L}\d]/u).length;
  return [...(last ?? [[part.output, -1]]), [ofNetwork, inner]];
}

/** The place of a step in a network; two of them for what is written as a part with the number of its block (`attn_3`). */
function networkPlaces(step: LayerStep, parent: LayerStep | undefined, known: ReadonlySet<string>): Place[] {
  const { words, numbers } = step;
  const [of, place, kind] = placeInNetwork(step);
  if (/_drop_/.test(words) && of !== part.embeddings) {
    const ofTokens = words === '_drop_' && known.has(tokens);
    if ((parent?.words === '_encoder_' || ofTokens) && numbers.length === 0)
      return [[part.embeddings, 7, '', 0, 0, 0, words]];
    if (numbers.length === 0 && !known.has(`${words}#`)) return [[part.gathers, 4, '', 0, 0, 0, words]];
    return follower(step, 4, known);
  }
  if (of === part.convolutions && kind !== 0) return follower(step, kind, known);
  if (of === part.body && /_(attn|mlp|resid)_/.test(words)) {
    const block: Place = [part.body, 0, '', numbers[0] ?? Infinity, Infinity, 0, ''];
    return [block, [...placeInBlock({ ...step, numbers: [] }, step, known.has(gates)), words]];
  }
  // Words of the body that are known take turns by number; others stay together.
  const family = of === part.body && !hasKnownWord(words) ? words : '';
  const first = numbers[0] ?? withoutNumber(step, of, family !== '', known);
  return [[of, place, family, first, numbers[1] ?? Infinity, kind, numbers.length === 0 ? words : '']];
}

/** What no number stands for: the whole of what is numbered, or the first of its kind. */
function withoutNumber({ words, keras }: LayerStep, of: number, unknown: boolean, known: ReadonlySet<string>): number {
  if (known.has(`${words}.#`)) return Infinity;
  if (unknown) return -1;
  const counted = of === part.convolutions || of === part.dense || of === part.embeddings;
  return counted || keras || known.has(`${words}#`) ? 0 : Infinity;
}

/** A normalisation, activation, pooling or dropout by the layer whose number it has: a convolution, else a dense layer, else a block. */
function follower(step: LayerStep, kind: number, known: ReadonlySet<string>): Place[] {
  const { words, numbers, keras } = step;
  const number = numbers[0] ?? (keras || known.has(`${words}#`) ? 0 : Infinity);
  const second = numbers[1] ?? Infinity;
  const of = [part.convolutions, part.dense, part.body].find((each) => known.has(`${each}:${number}`));
  if (of === part.body)
    return [
      [of, 0, '', number, Infinity, 0, ''],
      [afterEnd, kind, words],
    ];
  return [[of ?? part.convolutions, 0, '', number, second, kind, words]];
}

function followerKind({ words }: LayerStep): number {
  return /_(bn|norm)_/.test(words) ? 1 : /_act_/.test(words) ? 2 : /_pool_/.test(words) ? 3 : 4;
}

function compareKeys(a: readonly Place[], b: readonly Place[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = comparePlaces(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePlaces(a: Place, b: Place): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x < y ? -1 : 1;
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1;
    return compareNatural(String(x), String(y));
  }
  return a.length - b.length;
}
