import { isRecord } from '../../facts/isRecord';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { LayerCell } from '../classes/layerCell';
import { digest, type RecordStore } from './recordStore';
import { renamedNotice, renaming, type PairNames } from './renamedSentences';
import { sideKey } from './sideKey';
import { wording } from './wording';

/** Raised whenever what is kept changes its meaning. */
const version = 1;

/** A layer, and what it and the labels were called when its sentences were written. */
type KeptLayer = LayerCell & { names: PairNames };

/** What layers of the analysis of classes came to, among records: keyed by path, mark and reading of the layer, by what it was fitted to, and by wording. */
export class LayerStore {
  /** @param kernels what tells the kernels in use from others (see kernelsKey). @param words tells the sentences of this program from those of others. */
  constructor(
    private readonly records: RecordStore,
    private readonly kernels: string,
    private readonly words = wording,
  ) {}

  /**
   * What is known of a layer by the kernels that it was fitted with, its sentences under the names of today. `key`: what tells what it was fitted to, and how, from
   * anything else.
   */
  async findOfAny(layer: SideIdentity, key: string, names: PairNames): Promise<ReadonlyMap<string, LayerCell>> {
    const found = new Map<string, LayerCell>();
    for (const [kind, value] of (await this.records.find(sideKey(layer), this.keyOf(key))) ?? [])
      if (isLayer(value)) found.set(kind, renamed(value, names));
    return found;
  }

  /** Keeps a layer: it is on disk when this returns. @throws what the records throw. */
  keep(layer: SideIdentity, key: string, cell: LayerCell, names: PairNames): void {
    this.records.keep(sideKey(layer), this.keyOf(key), this.kernels, { ...cell, names } satisfies KeptLayer);
  }

  /** Makes room, where something was written. */
  close(): Promise<void> {
    return this.records.close();
  }

  private keyOf(key: string): string {
    return digest(['classes', version, this.words, key].join(' '));
  }
}

/** Whether a value is what a layer comes to, as far as it is renamed: anybody may have written it who shares the folder. */
function isLayer(value: unknown): value is KeptLayer {
  if (!isRecord(value) || !isRecord(value.names)) return false;
  return isRecord(value.error) ? typeof value.error.message === 'string' : Array.isArray(value.notices);
}

function renamed({ names: old, ...cell }: KeptLayer, names: PairNames): LayerCell {
  const say = renaming(old, names);
  if (!say) return cell;
  if ('error' in cell) return { error: { ...cell.error, message: say(cell.error.message) } };
  return { ...cell, notices: cell.notices.map((notice) => renamedNotice(notice, say)) };
}
