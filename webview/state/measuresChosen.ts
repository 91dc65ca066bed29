import { measureNames, measures as allMeasures, usualMeasures, type MeasureName } from '../../src/facts/measures';
import type { CompareOptions } from '../../src/facts/options';

/** The measures that options ask for, in order. */
export function measuresOf({ measures }: Pick<CompareOptions, 'measures'>): MeasureName[] {
  return measureNames.filter((name) => (measures ?? usualMeasures).includes(name));
}

/** Options that ask for further measures beside their own; without a list where those are the usual ones. */
export function withMeasures(options: CompareOptions, more: readonly MeasureName[]): CompareOptions {
  return { ...options, measures: chosenMeasures([...measuresOf(options), ...more]) };
}

/** Measures as options have them: in order, and no list where they are the usual ones. */
export function chosenMeasures(names: readonly MeasureName[]): MeasureName[] | undefined {
  const usual = usualMeasures.length === names.length && usualMeasures.every((name) => names.includes(name));
  return usual ? undefined : measureNames.filter((name) => names.includes(name));
}

/** Whether an option is one that some of these measures look at. */
export function isTaken(option: 'neighbours' | 'bandwidth', names: readonly MeasureName[]): boolean {
  return allMeasures.some(({ id, takes }) => names.includes(id) && takes?.includes(option));
}
