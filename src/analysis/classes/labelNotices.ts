import type { ClassesResult } from '../../facts/analyses/classes';
import type { Notice } from '../../facts/reportParts';
import type { Labels } from './labels';

/** What is to be said of how a label file was read: what was made of -1 and +1 or of a turned matrix, and how many samples take no part. */
export function labelNotices(labels: Labels, name: string): Notice[] {
  if (labels.kind !== 'classes') return [];
  const { from, ignored, classes } = labels;
  const samples = labels.labels.length;
  const notices: Notice[] = [];
  if (from === 'signs') {
    notices.push({ code: 'labels-read', message: `${name} holds -1 and +1, which are read as two classes.` });
  }
  if (from === 'one-hot turned') {
    const message = `${name} is one-hot as classes x samples: it is read turned, ${samples} samples of ${classes} classes.`;
    notices.push({ code: 'labels-read', message });
  }
  if (ignored) {
    const [are, take] = ignored.samples === 1 ? ['sample is', 'takes'] : ['samples are', 'take'];
    const message = `${ignored.samples} of ${samples} ${are} labelled ${ignored.value} in ${name}, which stands for no class, and ${take} no part in what is said of classes.`;
    notices.push({ code: 'labels-ignored', message });
  }
  return notices;
}

/**
 * That classes have no sample, the first ten by name; undefined where all have one, and for numbers of a vector of which most stand for nothing.
 * @param named whether the classes were named or chosen, or are columns: then each was expected.
 */
export function absentNotice(classes: ClassesResult['classes'], named: boolean): Notice | undefined {
  const missing = classes.filter(({ count }) => count === 0);
  if (missing.length === 0 || (!named && 2 * missing.length > classes.length)) return undefined;
  const list = missing.slice(0, 10).map(({ name }) => name);
  const words = missing.length === 1 ? 'class has' : 'classes have';
  const message = `${missing.length.toLocaleString('en-US')} ${words} no sample: ${list.join(', ')}${missing.length > 10 ? ', ...' : ''}.`;
  return { code: 'classes-absent', message };
}
