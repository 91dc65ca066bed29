import { nullBounds, type NullBound } from '../../src/facts/nullBounds';
import { standingOf, standings } from '../../src/facts/standing';
import type { ComparisonReport, SkippedMeasure } from '../../src/facts/report';
import { conventions, type ScoreId } from './conventions';
import { levelText } from './levelText';
import {
  readCcaMean,
  readCcaMeanSquared,
  readCka,
  readDebiasedCka,
  readDftDc,
  readDftMean,
  readDftThresholded,
  readProcrustes,
  readProcrustesAngular,
  readProcrustesDistance,
  readPwcca,
  readSvcca,
  readThresholded,
} from './readings';

/** One line of the scores table. */
export interface ScoreRow {
  id: ScoreId;
  label: string;
  /** Full precision; null where the score is not defined or was left out (then `reading` is the reason). */
  value: number | null;
  /** What unrelated data of this size gives, where that is known. */
  baseline?: number | undefined;
  /** Where that is no mean but a bound of it. */
  bound?: NullBound | undefined;
  /** A distance shrinks with likeness, a similarity grows. */
  kind: 'similarity' | 'distance';
  reading: string;
  convention: string;
  /** Words that must stand beside the number, such as `regularised`. */
  marks: string[];
  skipped: boolean;
  /** The measure it belongs to, and whether it is that measure's first row. */
  measure: string;
  first: boolean;
}

type Draft = Pick<ScoreRow, 'id' | 'label' | 'reading'> & Partial<ScoreRow>;

/** A score and what unrelated data give. */
interface Held {
  score: number | null;
  level: number | undefined;
  distance?: boolean;
}

/** A line; a score that does not stand clear is marked so. `held`: what is held against each other where it is not what the line shows. */
function row(draft: Draft, held?: Held): ScoreRow {
  const convention = conventions[draft.id];
  const { value = null, baseline, kind, marks = [] } = draft;
  const { score, level, distance } = held ?? { score: value, level: baseline, distance: kind === 'distance' };
  const standing = score === null ? undefined : standingOf(score, level ?? null, distance);
  return {
    value: null,
    kind: 'similarity',
    skipped: false,
    measure: '',
    first: false,
    convention,
    ...draft,
    marks: [...marks, ...(standing ? [standings[standing].words] : [])],
  };
}

function ccaRows(report: ComparisonReport): ScoreRow[] {
  const { cca } = report;
  if (!cca) return [];
  const baseline = report.null?.mean;
  const marks = cca.regularised ? ['regularised'] : [];
  if (cca.robust && cca.robust.noisyTrials > 0) marks.push('noise added');
  return [
    row({
      id: 'ccaMean',
      label: 'Mean CCA',
      value: cca.mean,
      baseline,
      reading: readCcaMean(cca, baseline),
      marks,
    }),
    row({
      id: 'ccaMeanSquared',
      label: 'Mean squared CCA',
      value: cca.meanSquared,
      baseline: report.null?.meanSquared,
      reading: readCcaMeanSquared(cca),
      marks,
    }),
    row({
      id: 'ccaThresholded',
      label: 'Thresholded mean CCA',
      value: cca.thresholdedMean,
      baseline: report.null?.thresholdedMean ?? undefined,
      reading: readThresholded(cca),
      marks,
    }),
  ];
}

function dftRows({ dft }: ComparisonReport): ScoreRow[] {
  if (!dft) return [];
  const { locationMeans, meanOverLocations, thresholdedMeanOverLocations: thresholded, null: unrelated } = dft;
  const dc = locationMeans[0]?.[0] ?? null;
  return [
    row({
      id: 'dftMean',
      label: 'Mean CCA by frequency',
      value: meanOverLocations,
      baseline: unrelated?.mean,
      reading: readDftMean(dft),
    }),
    ...(thresholded === undefined
      ? []
      : [
          row({
            id: 'dftThresholded',
            label: 'Thresholded mean CCA by frequency',
            value: thresholded,
            baseline: unrelated?.thresholdedMean ?? undefined,
            reading: readDftThresholded(thresholded, unrelated?.thresholdedMean ?? undefined),
          }),
        ]),
    row({
      id: 'dftDc',
      label: 'Mean CCA at frequency (0, 0)',
      value: dc,
      baseline: unrelated?.dcMean ?? undefined,
      reading: readDftDc(dc, unrelated?.dcMean ?? undefined),
    }),
  ];
}

function svccaRows(report: ComparisonReport): ScoreRow[] {
  const { svcca } = report;
  if (!svcca) return [];
  const reading = readSvcca(report, svcca);
  return [row({ id: 'svccaMean', label: 'Mean SVCCA', value: svcca.mean, baseline: svcca.null.mean, reading })];
}

function pwccaRows(report: ComparisonReport): ScoreRow[] {
  const { pwcca } = report;
  if (!pwcca) return [];
  const marks = report.warnings.some((warning) => warning.code === 'tied-coefficients') ? ['ties'] : [];
  return [
    row({
      id: 'pwcca',
      label: `PWCCA (side ${pwcca.side})`,
      value: pwcca.value,
      // Mean CCA's: of unrelated data the directions are random, so that their weights know nothing of the coefficients.
      baseline: report.null?.mean,
      reading: readPwcca(pwcca),
      marks,
    }),
  ];
}

function ckaRows(report: ComparisonReport, skipped: ReadonlyMap<string, SkippedMeasure>): ScoreRow[] {
  const { cka } = report;
  if (!cka) return [];
  const reason = skipped.get('ckaDebiased');
  return [
    row({
      id: 'ckaLinear',
      label: 'Linear CKA',
      value: cka.linear,
      baseline: cka.null?.linear,
      reading: readCka(cka),
    }),
    row({
      id: 'ckaDebiased',
      label: 'Debiased CKA',
      value: cka.debiased,
      baseline: cka.null?.debiased ?? undefined,
      reading: cka.debiased === null && reason ? reason.message : readDebiasedCka(cka),
      skipped: cka.debiased === null,
    }),
  ];
}

function procrustesRows({ procrustes }: ComparisonReport): ScoreRow[] {
  if (!procrustes) return [];
  const distance = { kind: 'distance' as const };
  const unrelated = procrustes.null;
  return [
    row({
      id: 'procrustesSimilarity',
      label: 'Procrustes similarity',
      value: procrustes.similarity,
      baseline: unrelated?.similarity,
      bound: nullBounds.procrustes,
      reading: readProcrustes(procrustes),
    }),
    row({
      ...distance,
      id: 'procrustesDistance',
      label: 'Procrustes distance',
      value: procrustes.distance,
      baseline: unrelated?.distance,
      bound: nullBounds.procrustesDistance,
      reading: readProcrustesDistance(procrustes),
    }),
    row(
      {
        ...distance,
        id: 'procrustesAngular',
        label: 'Angular distance',
        value: procrustes.angular,
        // The angle of the similarity that they reach at most.
        baseline: unrelated && Math.acos(unrelated.similarity),
        bound: nullBounds.procrustesDistance,
        reading: readProcrustesAngular(procrustes),
      },
      { score: procrustes.similarity, level: unrelated?.similarity },
    ),
  ];
}

/** What unrelated data of this size give, to four places; empty where that is not known. */
export function baselineText({ baseline, bound }: Pick<ScoreRow, 'baseline' | 'bound'>): string {
  return baseline === undefined ? '' : levelText(baseline, bound);
}

/**
 * The scores of a report in the order of the table. Measures that were left out stand below the others, with the reason; one that was not asked for
 * has no row.
 */
export function scoreRows(report: ComparisonReport): ScoreRow[] {
  const skipped = new Map<string, SkippedMeasure>(report.skipped.map((entry) => [entry.measure, entry]));
  const groups: { measure: string; id: ScoreId; label: string; rows: ScoreRow[] }[] = [
    { measure: 'cca', id: 'ccaMean', label: 'Mean CCA', rows: ccaRows(report) },
    { measure: 'dft', id: 'dftMean', label: 'Mean CCA by frequency', rows: dftRows(report) },
    { measure: 'svcca', id: 'svccaMean', label: 'Mean SVCCA', rows: svccaRows(report) },
    { measure: 'pwcca', id: 'pwcca', label: 'PWCCA', rows: pwccaRows(report) },
    { measure: 'cka', id: 'ckaLinear', label: 'Linear CKA', rows: ckaRows(report, skipped) },
    { measure: 'procrustes', id: 'procrustesSimilarity', label: 'Procrustes similarity', rows: procrustesRows(report) },
  ];
  const defined = groups.filter(({ rows }) => rows.length > 0);
  const others = groups.filter(({ rows }) => rows.length === 0);
  return [...defined, ...others].flatMap(({ measure, id, label, rows }) => {
    const reason = skipped.get(measure);
    const shown = rows.length === 0 && reason ? [row({ id, label, reading: reason.message, skipped: true })] : rows;
    return shown.map((entry, index) => ({ ...entry, measure, first: index === 0 }));
  });
}
