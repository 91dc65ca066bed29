/** A family of measures: those that answer one question. */
export interface FamilyFacts {
  id: string;
  title: string;
  /** The question about a and b that its scores answer. */
  question: string;
}

/** Every family, in the order in which they are shown. */
export const families = [
  { id: 'directions', title: 'Directions', question: 'Do both vary along the same directions, whatever their scale?' },
  { id: 'geometry', title: 'Geometry', question: 'Do samples lie in the same arrangement?' },
  { id: 'neighbours', title: 'Neighbours', question: 'Are the samples next to each other the same?' },
  { id: 'prediction', title: 'Prediction', question: 'Can one be predicted from the other?' },
  { id: 'neurons', title: 'Neurons', question: 'Does each neuron have a partner?' },
] as const satisfies readonly FamilyFacts[];

/** The name of a family. */
export type FamilyName = (typeof families)[number]['id'];
