import type { Disposable, WebviewView, WebviewViewProvider } from 'vscode';
import type { FromPanel } from '../../protocol/panel';
import type { InlineState } from '../../protocol/inline';
import { PanelPage } from '../panels/panelPage';
import type { LensParts } from '../lensParts';
import type { FollowedArray } from './followedArray';
import { SimilarityFeed } from './similarityFeed';

/** Fills the view in the side bar whenever VS Code makes it, and follows the open array as long as it can be seen. */
export class SimilarityViews implements WebviewViewProvider {
  constructor(
    private readonly parts: LensParts,
    private readonly followed: FollowedArray,
  ) {}

  resolveWebviewView(view: WebviewView): void {
    const { services } = this.parts;
    const subscriptions: Disposable[] = [];
    const page = new PanelPage<InlineState>(
      view,
      'similarity',
      services,
      {
        folder: () => undefined,
        receive: (message: FromPanel) => {
          if (message.type === 'inline') feed.receive(message.message);
        },
        closed: () => {
          feed.dispose();
          for (const subscription of subscriptions) subscription.dispose();
        },
      },
      { status: 'inline', recent: [] },
    );
    const feed = new SimilarityFeed(this.parts, (state) => {
      page.show(state);
      services.states.fire({ panel: 'similarity', state });
    });
    // What nobody sees is not computed.
    const follow = () => feed.follow(view.visible ? this.followed.address : undefined);
    subscriptions.push(this.followed.onDidChange(follow), view.onDidChangeVisibility(follow));
    follow();
  }
}
