import type { RowTransform } from '../../linalg/accumulator';
import type { Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { ComplexCca } from '../../similarity/frequencies/complexCca';
import { workHere } from '../../similarity/routes/factorPair';
import type { CompareOptions } from '../../facts/options';
import type { MeasureName } from '../../facts/measures';
import { measureSome, type SomeMeasures } from '../../similarity/measures/measures';
import type { MeasureKernels } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { Notice } from '../../facts/reportParts';
import type { PairSamples, SideSamples } from '../../similarity/samples/sideSamples';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { withSpectrum, type SpectrumWanted } from '../../similarity/routes/spectrum';
import { factorSide, type FactoredSide, type SideSpec } from '../compare/factorSide';
import { fitFrequencies, type MapsFitSpec } from '../classes/fitFrequencies';
import type { ClassFit } from '../../similarity/classes/classSimilarity';
import { fitLayer, type LayerFit, type LayerSpec } from '../classes/fitLayer';
import { sampleRemarks } from '../compare/sampleRemarks';
import { readSideSamples, type SideSamplesSpec } from '../compare/readSideSamples';
import { pairCell, type CellSpec } from '../compare/pairCell';
import { pairCells, type CellsSpec, type FoundCell } from '../compare/pairCells';
import type { PairCell } from '../../analysis/pairs/pairScores';
import { columnScores, type ColumnSpec, type PlacedScores } from '../calibrate/columnScores';
import { holdMember, type HeldMember, type MemberSpec } from '../calibrate/holdMember';
import { unitOfSamples, type UnitSpec } from '../calibrate/unitOfSamples';
import type { UnitMatrix } from '../../similarity/samples/unitMatrices';
import { permutedTask, type PermutedSpec } from '../calibrate/permutedTask';
import { compareFixed } from './fixedComparison';
import { holdingFiles } from '../files/heldFiles';
import { bandProducts, type BandProducts, type BandSpec } from '../passes/bandProducts';
import { runFrequencies, type FrequenciesSpec } from '../passes/runFrequencies';
import { runPass, type PassResult, type PassSpec } from '../passes/runPass';
import type { FactsSpec } from '../passes/factsOfSamples';
import type { KeptSide } from '../passes/keptSide';
import { lostVariance, type LostVariance } from '../passes/lostVariance';
import { scanSide, type Scan } from '../passes/scanSide';
import { sumStretch, type StretchSpec, type StretchSums } from '../rows/sumStretch';
import { frequencyDraws, type FrequencyDraws, type FrequencyDrawsSpec } from '../trust/frequencyDraws';
import { nullScores, type NullSpec } from '../trust/nullScores';
import { subsetScores, type SubsetScore, type SubsetSpec } from '../trust/subsetScores';

/** The pieces of work that jobs hand to the pool: argument and result of each, by name. */
export interface Tasks {
  /** A share of a pass over files. */
  pass: { spec: PassSpec; result: PassResult };
  /** Moments of some rows of a pair, which add up. */
  rows: { spec: StretchSpec; result: StretchSums };
  /** A look at every element of a side. */
  scan: { spec: SideIdentity; result: Scan };
  /** What is said of the samples of a side. */
  sampleRemarks: { spec: FactsSpec; result: Notice[] };
  /** What took its variance from a side that has none. */
  lostVariance: { spec: KeptSide; result: LostVariance | undefined };
  /** A side's moments and basis from the products of its augmented rows. */
  moments: {
    spec: { products: Matrix; transform: RowTransform; name: string; samples: number; unit: number };
    result: SideFactors;
  };
  /** The singular values, and directions, of a side. */
  spectrum: { spec: { side: SideFactors; wanted: SpectrumWanted }; result: SideFactors };
  /** Some measures of a factored pair. */
  measure: {
    spec: { factors: PairFactors; options: CompareOptions; measures: MeasureName[]; samples?: PairSamples | undefined };
    result: SomeMeasures;
  };
  /** All of a side, from its file: for many pairs, where each worker has files of its own. */
  side: { spec: SideSpec; result: FactoredSide };
  /** What measures ask of the samples of a side, from its file. */
  sideSamples: { spec: SideSamplesSpec; result: SideSamples };
  /** All of a pair of sides that are known: a cell of a matrix. */
  cell: { spec: CellSpec; result: PairCell };
  /** Many such pairs, told as they are found. */
  cells: { spec: CellsSpec; result: void; told: FoundCell[] };
  /** Bands of the Gramians of many sides, multiplied with each other; tells shares of them. */
  bands: { spec: BandSpec; result: BandProducts[] };
  /** Complex CCA at some frequencies of a pair of maps. */
  frequencies: { spec: FrequenciesSpec; result: { found: ComplexCca[] } };
  /** Scores of draws of the samples of a pair of maps, at some frequencies. */
  frequencyDraws: { spec: FrequencyDrawsSpec; result: FrequencyDraws[] };
  /** All of a layer against the classes of its samples. */
  classes: { spec: LayerSpec; result: LayerFit };
  /** A layer of maps against the classes of its samples, at some frequencies. */
  classFrequencies: { spec: MapsFitSpec; result: { fits: ClassFit[] } };
  /** Comparing something small that is made up, so that all is compiled. */
  warmUp: { spec: undefined; result: void };
  /** Scores of draws without a relation. */
  nullScores: { spec: NullSpec; result: (number | null)[] };
  /** Scores of some of a pair's samples. */
  subsetScores: { spec: SubsetSpec; result: SubsetScore[] };
  /** Scores of a pair under permutations, told as they are done. */
  permutedScores: { spec: PermutedSpec; result: Record<string, (number | null)[]> };
  /** A side of a set, read and factored for permutations. */
  holdMember: { spec: MemberSpec; result: HeldMember };
  /** What is made of a side's samples, of which scores are inner products. */
  unitOfSamples: { spec: UnitSpec; result: UnitMatrix | null };
  /** Scores of pairs of one side b under permutations; tells of pairs that are done at a place. */
  columnScores: { spec: ColumnSpec; result: PlacedScores[] };
}

export type TaskName = keyof Tasks;

/** What a task tells while it is done: how much of it is, most often in rows, where it says nothing else. */
export type Told<N extends TaskName> = Tasks[N] extends { told: infer T } ? T : number;

/**
 * Does one task in this thread, which holds its files open meanwhile, with these measures; `tell` hears what it tells. @throws the LensErrors of the task.
 */
export async function runTask<N extends TaskName>(
  name: N,
  spec: Tasks[N]['spec'],
  tell: (part: Told<N>) => void,
  kernels: MeasureKernels,
): Promise<Tasks[N]['result']>;
export async function runTask(
  name: TaskName,
  spec: unknown,
  tell: (part: never) => void,
  kernels: MeasureKernels,
): Promise<unknown> {
  return holdingFiles(() => resultOf(name, spec, tell, kernels));
}

async function resultOf(
  name: TaskName,
  spec: unknown,
  tell: (part: never) => void,
  kernels: MeasureKernels,
): Promise<unknown> {
  const onRows = tell as (rows: number) => void;
  switch (name) {
    case 'pass':
      return runPass(spec as PassSpec, onRows);
    case 'rows':
      return sumStretch(spec as StretchSpec, onRows);
    case 'scan':
      return scanSide(spec as SideIdentity);
    case 'sampleRemarks':
      return sampleRemarks(spec as FactsSpec);
    case 'lostVariance':
      return lostVariance(spec as KeptSide);
    case 'moments': {
      const { products, transform, name: sideName, samples, unit } = spec as Tasks['moments']['spec'];
      return workHere(samples).fromProducts(products, transform, sideName, unit);
    }
    case 'spectrum': {
      const { side, wanted } = spec as Tasks['spectrum']['spec'];
      return withSpectrum(side, wanted);
    }
    case 'measure': {
      const { factors, options, measures, samples } = spec as Tasks['measure']['spec'];
      return measureSome(factors, options, measures, samples, kernels);
    }
    case 'side':
      return factorSide(spec as SideSpec);
    case 'sideSamples':
      return readSideSamples(spec as SideSamplesSpec, onRows);
    case 'cell':
      return pairCell(spec as CellSpec, kernels);
    case 'cells':
      return pairCells(spec as CellsSpec, tell as (cells: FoundCell[]) => void, kernels);
    case 'bands':
      return bandProducts(spec as BandSpec, onRows);
    case 'frequencies':
      return runFrequencies(spec as FrequenciesSpec, onRows);
    case 'frequencyDraws':
      return frequencyDraws(spec as FrequencyDrawsSpec, onRows);
    case 'classes':
      return fitLayer(spec as LayerSpec);
    case 'classFrequencies':
      return fitFrequencies(spec as MapsFitSpec, onRows);
    case 'warmUp':
      return compareFixed(kernels);
    case 'nullScores':
      return nullScores(spec as NullSpec, kernels);
    case 'subsetScores':
      return subsetScores(spec as SubsetSpec, kernels);
    case 'permutedScores':
      return permutedTask(spec as PermutedSpec, onRows, kernels);
    case 'holdMember':
      return holdMember(spec as MemberSpec);
    case 'unitOfSamples':
      return unitOfSamples(spec as UnitSpec, kernels);
    case 'columnScores':
      return columnScores(spec as ColumnSpec, onRows, kernels);
    default: {
      const unknown: never = name;
      throw new Error(`There is no task ${String(unknown)}.`);
    }
  }
}
