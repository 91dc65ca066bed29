import { dirname } from 'node:path';
import { isArrayName } from '../facts/formats';
import type { AnalysisSubject } from '../protocol/panel';
import { arrayName, folderOf } from './arrayNames';

/** A subject with names for all paths of its selection, as people read them in this window. */
export function withNames(subject: AnalysisSubject): AnalysisSubject {
  const { arrays, classes } = subject.selection;
  const paths = arrays.flatMap(({ path, ids }) => (ids === undefined ? [path] : [path, ids]));
  if (classes) paths.push(classes.labels, ...(classes.names === undefined ? [] : [classes.names]));
  return { ...subject, names: Object.fromEntries(paths.map((path) => [path, arrayName({ path })])) };
}

/** Where files that belong to a subject are put unless people choose otherwise: the first place that was looked through, or beside its arrays. */
export function subjectFolder({ scan, selection }: AnalysisSubject): string {
  const [root] = scan?.roots ?? [];
  if (root !== undefined) return isArrayName(root) ? dirname(root) : root;
  const [array] = selection.arrays;
  return array ? folderOf(array) : '';
}
