import type { SpectrumOutcome, SpectrumSpec } from '../protocol/array';
import type { Progress } from './compare/compareArrays';
import type { Engine } from './engine';

/** The PCA spectrum of one array. */
export function arraySpectrum(_spec: SpectrumSpec, _progress: Progress, _engine: Engine): Promise<SpectrumOutcome> {
  return Promise.reject(new Error('not there yet'));
}
