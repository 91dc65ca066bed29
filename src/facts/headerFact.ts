/** Something that a header says of an array beside what every format has, named for people. */
export interface HeaderFact {
  /** Its name in JSON. */
  id: string;
  /** What it is, in a word: `Format`. */
  name: string;
  /** What it says, as people read it. */
  text: string;
  /** The same, as JSON has it. */
  value: unknown;
}
