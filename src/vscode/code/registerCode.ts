import { Disposable, languages } from 'vscode';
import type { LensParts } from '../lensParts';
import { ArrayHovers } from './arrayHovers';
import { ArrayLenses } from './arrayLenses';
import { pythonDocuments } from './namedArrays';
import { Spectra } from './spectra';

/** Hovers and CodeLenses on names of array files in Python. Nothing is read before one is asked for. */
export function registerCode({ services }: LensParts): Disposable {
  const spectra = new Spectra(services);
  services.memories.add(spectra);
  const lenses = new ArrayLenses();
  return Disposable.from(
    spectra,
    lenses,
    languages.registerHoverProvider(pythonDocuments, new ArrayHovers(services, spectra)),
    languages.registerCodeLensProvider(pythonDocuments, lenses),
  );
}
