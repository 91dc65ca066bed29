import { after, afterEach, before, beforeEach } from 'mocha';
import type { PanelEvent } from '../../src/vscode/services';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { closeTabs, extension, testServices } from './extensionUnderTest';

/** The states that one kind of panel can be in. */
type StateOf<P extends PanelEvent['panel']> = Extract<PanelEvent, { panel: P }>['state'];

/** What a suite has while its tests run. */
interface Suite<Seen> {
  /** A folder of its own. */
  folder: ArrayFolder;
  /** What was told in the test under way, the latest last. */
  seen: Seen[];
}

type Prepare = (folder: ArrayFolder) => Promise<unknown>;

/** Sets up the suite around it: the extension runs, `begin` has a folder that `prepare` has filled, and its result is disposed at the end. */
function setUp<S extends Suite<unknown>, D extends { dispose(): void }>(
  suite: S,
  prepare: Prepare | undefined,
  begin: () => Promise<D>,
): void {
  let begun: D;
  before(async () => {
    // Of a suite before, on a busy machine, VS Code may still be closing some.
    await closeTabs();
    suite.folder = await arrayFolder();
    await prepare?.(suite.folder);
    begun = await begin();
  });
  after(async () => {
    begun.dispose();
    await suite.folder.remove();
  });
  // What closing the tabs of one test tells is none of the next one's.
  beforeEach(() => {
    suite.seen = [];
  });
}

/** For a command of the running extension: the states of its panels of one kind. Tabs are closed after each test. */
export function commandSuite<P extends PanelEvent['panel']>(panel: P, prepare?: Prepare): Suite<StateOf<P>> {
  const suite = { seen: [] } as unknown as Suite<StateOf<P>>;
  afterEach(closeTabs);
  setUp(suite, prepare, async () => {
    const { onState } = await extension().activate();
    return onState((event) => {
      if (event.panel === panel) suite.seen.push(event.state as StateOf<P>);
    });
  });
  return suite;
}

/** For parts that a suite builds itself: services over the extension's own files, and every state that is told to them. */
export function partsSuite(prepare?: Prepare): Suite<PanelEvent> & { services: ReturnType<typeof testServices> } {
  const suite = { seen: [] } as unknown as ReturnType<typeof partsSuite>;
  setUp(suite, prepare, async () => {
    await extension().activate();
    suite.services = testServices();
    suite.services.states.event((event) => suite.seen.push(event));
    return suite.services;
  });
  return suite;
}
