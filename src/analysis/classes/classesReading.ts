import type { ClassesResult } from '../../facts/analyses/classes';
import { counted } from '../../facts/numbers';
import { notGiven } from '../../facts/repeatedSamples';
import { networksForError } from '../../facts/verdictRule';
import { listed } from '../pairs/inOrder';

/** Of more courses than these nothing is said in words: they stand in the result. */
const mostCourses = 4;
/** Names that a sentence lists before it counts. */
const mostNamed = 3;
/** Of a layer or checkpoint: what the first and the last class must be apart where there are too few networks for a standard error. */
const fewestApart = 0.5;

type Course = ClassesResult['ranking'][number];

/**
 * What classes say, in a sentence for each model's layers and checkpoints, however many classes there are: which can be read first and which last, by the places of
 * the ranking, so that none is named that is not told apart from others, and how many never stand clear of unrelated data; of a single layer, how many do. Where
 * samples repeat that cannot be said.
 */
export function classesReading({
  classes,
  layers,
  ranking,
}: Pick<ClassesResult, 'classes' | 'layers' | 'ranking'>): string {
  if (layers.length === 0) return '';
  if (ranking.length === 0) return layers.length === 1 ? single(classes.length, layers[0]!) : '';
  const said = ranking.slice(0, mostCourses).map((course) => {
    const networks = ranking.filter(({ over }) => over === course.over).length;
    return courseSentence(course, classes.length, networks);
  });
  const more = ranking.length - said.length;
  return [...said, ...(more > 0 ? [`${counted(more, 'further order')} below.`] : [])].join(' ');
}

function courseSentence({ model, over, order, repeats }: Course, count: number, networks: number): string {
  const where = `Over the ${over}${model === '' ? '' : ` of ${model}`}`;
  if (repeats) return `${where}, which classes can be read first is ${notGiven}.`;
  if (order.length === 0) return `${where} no class ever stands clear of unrelated data.`;
  const never = count - order.length;
  const missing = never === 0 ? '' : `; ${never} of ${counted(count, 'class', 'classes')} never`;
  const [first, last] = [order[0]!.place, order.at(-1)!.place];
  const named = (place: number): string => {
    const names = order.filter((one) => one.place === place).map(({ name }) => name);
    // A number alone reads as a count.
    const what = names.some((name) => /^\d/.test(name)) ? (names.length > 1 ? 'classes ' : 'class ') : '';
    return `${what}${listed(names, mostNamed)}`;
  };
  if (order.length === 1) return `${where} ${named(first)} alone can be read${missing}.`;
  if (first === last)
    return `${where} ${counted(order.length, 'class', 'classes')} can be read, none told apart as earlier than the others${missing}.`;
  if (networks < networksForError && order.at(-1)!.early - order[0]!.early < fewestApart)
    return `${where} ${counted(order.length, 'class', 'classes')} can be read, none half a ${over === 'layers' ? 'layer' : 'checkpoint'} earlier than another${missing}.`;
  return `${where} ${named(first)} can be read first and ${named(last)} last${missing}.`;
}

function single(
  count: number,
  { name, R, atChance = [], saturated, repeats }: ClassesResult['layers'][number],
): string {
  if (repeats) return `Which classes can be read from ${name} is ${notGiven}.`;
  if (saturated)
    return `Which classes can be read from ${name} cannot be told: it is saturated, as there are too few samples.`;
  const clear = R.filter((value, at) => value !== null && !atChance.includes(at)).length;
  if (clear === 0)
    return `None of ${counted(count, 'class', 'classes')} can be read from ${name}: none stands clear of unrelated data.`;
  return `${clear} of ${counted(count, 'class', 'classes')} can be read from ${name}: ${clear === 1 ? 'it stands' : 'they stand'} clear of unrelated data.`;
}
