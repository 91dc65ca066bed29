import { takes, type NumberOption } from '../../src/facts/numberOptions';

/** How a field's text and its value become each other; `read` throws a RangeError whose message says what to enter. */
export interface FieldValue<T> {
  read(text: string): T;
  write(value: T): string;
}

/** A number that an option takes, with the option's advice for every other text; a comma is read as a decimal point. */
export function optionInField(option: NumberOption): FieldValue<number> {
  return {
    read(text) {
      const trimmed = text.trim().replace(',', '.');
      const value = trimmed === '' ? NaN : Number(trimmed);
      if (!takes(option, value)) throw new RangeError(option.advice);
      return value;
    },
    write: String,
  };
}

/** The same where an empty field means undefined. */
export function optional({ read, write }: FieldValue<number>): FieldValue<number | undefined> {
  return {
    read: (text) => (text.trim() === '' ? undefined : read(text)),
    write: (value) => (value === undefined ? '' : write(value)),
  };
}
