import { memberPath } from '../../facts/address';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../errors';
import type { ContainerFormat, Member } from '../format';
import { columnArray } from './columnArray';
import { parseTable, type TextTable } from './parseTable';
import { readText } from './readText';

/** Tables as spreadsheets and pandas write them: each column is an array of a value a row. */
export const csv: ContainerFormat = {
  id: 'csv',
  recognises: () => false,
  async members(file, name) {
    const { columns } = await tableOf(file, name);
    // How many bytes a column has is known when it is read.
    const memberOf = (column: string): Member => ({
      name: column,
      packing: 'text',
      copies: 1,
      byteLength: 0,
      packedBytes: 0,
    });
    return new Map(columns.map((column) => [column, memberOf(column)]));
  },
  async openMember(file, member, name) {
    const { columns, rows, header } = await tableOf(file, name);
    const at = columns.indexOf(member.name);
    const values = rows.map((row) => row[at]!);
    const empty = values.indexOf('');
    if (empty >= 0) {
      const where = `row ${empty + 1}${header ? ' below its names' : ''}`;
      throw new FormatError(
        'csv',
        `${memberPath(name, member.name)} has no value in ${where}; number the samples that have no class -100, or give another column.`,
      );
    }
    return columnArray(values, memberPath(name, member.name), 'csv');
  },
};

async function tableOf(file: ByteSource, name: string): Promise<TextTable> {
  return parseTable(await readText(file, name, 'csv'), name);
}
