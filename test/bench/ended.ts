import type { LensApi } from '../../src/extension';
import type { PanelEvent } from '../../src/vscode/services';

const underWay = ['loading', 'scanning', 'setup'];

/** Until a panel of a kind shows its result. @throws Error with what it shows instead. */
export function ended(onState: LensApi['onState'], panel: PanelEvent['panel']): Promise<void> {
  return new Promise((resolve, reject) => {
    const hearing = onState((event) => {
      const { status } = event.state;
      if (event.panel !== panel || underWay.includes(status)) return;
      hearing.dispose();
      if (status === 'done') resolve();
      else reject(new Error(`${panel}: ${JSON.stringify(event.state).slice(0, 300)}`));
    });
  });
}
