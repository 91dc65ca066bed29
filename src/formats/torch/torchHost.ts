import { makeHarmless } from '../pickle/harmless';
import { buildNumpy, makeNumpy } from '../pickle/numpyArrays';
import type { PickleHost } from '../pickle/readPickle';
import { isKind } from '../pickle/values';
import { makeTorch, storageOf, torchOf, type Storage } from './tensors';

/** The constructors that pickles of torch.save may call, all of them, and the storages that were named, by their keys. */
export function torchHost(): PickleHost & { storages: ReadonlyMap<string, Storage> } {
  const storages = new Map<string, Storage>();
  return {
    storages,
    make(name, args) {
      // null is a value of its own: what is known and holds nothing.
      for (const make of [makeTorch, makeNumpy, makeHarmless]) {
        const made = make(name, args);
        if (made !== undefined) return made;
      }
      return undefined;
    },
    build(value, state) {
      if (isKind(value, 'made')) buildNumpy(value, state);
    },
    persistent(id) {
      const value = storageOf(id);
      const storage = torchOf(value);
      if (storage?.type === 'storage') storages.set(storage.key, storage);
      return value;
    },
  };
}
