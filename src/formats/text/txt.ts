import type { ArrayFormat } from '../format';
import { FormatError } from '../errors';
import { columnArray } from './columnArray';
import { readText } from './readText';

/** Text with a value a line, as labels and ids are written by hand or by numpy.savetxt. */
export const txt: ArrayFormat = {
  id: 'txt',
  recognises: () => false,
  async open(file, name) {
    const lines = (await readText(file, name, 'txt')).split(/\r\n|\n|\r/).map((line) => line.trim());
    while (lines.at(-1) === '') lines.pop();
    if (lines.length === 0) throw new FormatError('txt', `${name} is empty; write one label or id a line.`);
    const empty = lines.indexOf('');
    if (empty >= 0)
      throw new FormatError(
        'txt',
        `${name} has nothing in line ${empty + 1}; write one label or id a line, in the order of the samples.`,
      );
    return columnArray(lines, name, 'txt');
  },
};
