import type { ClassesOfLayer, ClassesResult } from '../../facts/analyses/classes';
import { classModels, lastSlices, type ClassSlice } from '../../facts/analyses/classSlices';
import { classesWords, lineLimit, unrelatedData } from '../../facts/figureWords';
import type { Section } from '../../facts/python/section';
import { drawLines, figureSection, pythonLine } from '../figureSection';
import { drawLinesPiece, drawMapPiece } from '../python/figures';
import { pythonList, pythonString } from '../pythonText';

/** What one figure runs along: places in the list of fits, their names and where they stand. */
interface Course extends Pick<ClassSlice, 'along' | 'names' | 'positions'> {
  title: string;
  fits: number[];
}

/** R of each class of each model over its layers at the last checkpoint, and over its checkpoints at the last layer. Behind the section of the fits. */
export function classesFigures({ layers, classes }: ClassesResult): Section[] {
  const courses = coursesOf(layers);
  if (courses.length === 0 || classes.length === 0) return [];
  const many = classes.length > lineLimit;
  const calls = courses.map((course) => courseCode(course, many));
  return [
    figureSection(
      'figures',
      [drawLinesPiece, ...(many ? [drawMapPiece] : [])],
      `names = ${pythonList(classes.map(({ name }) => pythonString(name)))}\n${calls.join('\n\n')}`,
    ),
  ];
}

function coursesOf(layers: readonly ClassesOfLayer[]): Course[] {
  const result = { layers: [...layers] };
  return classModels(result).flatMap((model) =>
    lastSlices(result, model)
      .filter(({ names }) => names.length > 1)
      .map((slice) => {
        const { checkpoint, layer } = slice.layers[0]!;
        const about = [model, slice.along === 'layers' ? checkpoint : layer].filter((text) => text !== '').join(', ');
        const title = `${classesWords.titles[slice.along]}${about === '' ? '' : `: ${about}`}`;
        return { ...slice, title, fits: slice.layers.map((one) => layers.indexOf(one)) };
      }),
  );
}

function courseCode({ along, title, fits, names, positions }: Course, many: boolean): string {
  const { x, quantities, mean, highest, lowest, whole, mapTitle } = classesWords;
  const grey = 'color=GREY, linewidth=1';
  const lines = many
    ? [
        pythonLine(mean, 'places', 'np.nanmean(R, axis=1)', 'color=COLOURS[0], marker="o"'),
        pythonLine(highest, 'places', 'np.fmax.reduce(R, axis=1)', grey),
        pythonLine(lowest, 'places', 'np.fmin.reduce(R, axis=1)', `${grey}, linestyle=":"`),
      ]
    : ['*[(name, places, line, {}) for name, line in zip(names, R.T)]'];
  const all = [
    ...lines,
    pythonLine(whole, 'places', '[fit.whole for fit in shown]', 'color="black", marker="D", linewidth=2'),
    pythonLine(unrelatedData, 'places', 'np.sqrt([fit.null_R2 for fit in shown])', 'color=GREY, linestyle="--"'),
  ];
  const places = positions.every((position, place) => position === place);
  const words = { title, x: x[along], y: quantities.R };
  const map = `
draw_map(
    ${[mapTitle(x[along].toLowerCase(), quantities.R), x[along], 'Class'].map(pythonString).join(', ')},
    columns=ticks,
    rows=names,
    values=R.T,
    label=${pythonString(quantities.R)},
    limits=(0, 1),
)`;
  return `shown = [fits[i] for i in ${pythonList(fits.map(String))}]
ticks = ${pythonList(names.map(pythonString))}
places = ${pythonList(positions.map(String))}
R = np.array([fit.R[CLASSES] for fit in shown], dtype=float)
${drawLines(words, all, [...(places ? ['ticks=ticks'] : []), 'limits=(0, 1)'])}${many ? map : ''}`;
}
