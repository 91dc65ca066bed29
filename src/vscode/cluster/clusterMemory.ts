import type { Memento } from 'vscode';
import { planId } from '../../jobs/shards/planFiles';
import type { ArrayForm, ClusterPlace } from '../../protocol/clusterPage';
import type { Selection } from '../../protocol/selection';

const formKey = 'ccaLens.cluster.form';
const placesKey = 'ccaLens.cluster.places';
/** Documents that are remembered. */
const most = 100;

const empty: ArrayForm = {
  results: '',
  shards: '',
  partition: '',
  account: '',
  time: '',
  memory: '',
  cpus: '',
  throttle: '',
};

/** Where the analysis of a document is kept: that of what it held then. */
interface KeptPlace {
  of: string;
  what: string;
  place: ClusterPlace;
}

/** What tells selections apart. */
function keyOf(selection: Selection): string {
  return planId(selection, 1);
}

/** What the workspace remembers of clusters: what was filled in last, and where the analyses of documents are kept. */
export class ClusterMemory {
  constructor(private readonly state: Memento) {}

  /** What was submitted last, all empty at first. */
  get form(): ArrayForm {
    return { ...empty, ...this.state.get<Partial<ArrayForm>>(formKey) };
  }

  /** Keeps what was submitted; the number of shards is that of the analysis. */
  async keepForm(form: ArrayForm): Promise<void> {
    await this.state.update(formKey, { ...form, shards: '' });
  }

  /** Where the analysis of a document is kept that was submitted to a cluster; undefined where the document is another by now. */
  placeOf(document: string, selection: Selection): ClusterPlace | undefined {
    const { place } = this.places.find(({ of, what }) => of === document && what === keyOf(selection)) ?? {};
    return place;
  }

  /** Keeps that. */
  async keepPlace(document: string, selection: Selection, place: ClusterPlace): Promise<void> {
    const others = this.places.filter(({ of }) => of !== document);
    await this.state.update(placesKey, [{ of: document, what: keyOf(selection), place }, ...others].slice(0, most));
  }

  /** Forgets that. */
  async forgetPlace(document: string): Promise<void> {
    const others = this.places.filter(({ of }) => of !== document);
    if (others.length < this.places.length) await this.state.update(placesKey, others);
  }

  private get places(): readonly KeptPlace[] {
    return this.state.get<KeptPlace[]>(placesKey) ?? [];
  }
}
