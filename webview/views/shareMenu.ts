import { actionMenu } from './actionMenu';

/** What a menu of sharing does; absent what a page has elsewhere. */
interface ShareActions {
  copyLink(): void;
  copyMethods(): void;
  saveReport(): void;
  saveComparison?(): void;
}

/** The menu beside the exports by which a result is shown to others. */
export function shareMenu({
  copyLink,
  copyMethods,
  saveReport,
  saveComparison,
}: ShareActions): ReturnType<typeof actionMenu> {
  return actionMenu('Share', 'share', [
    {
      label: 'Copy Link',
      test: 'copy-link',
      title: 'Copy a link that opens this view in VS Code, in a window with the same folder',
      press: copyLink,
    },
    {
      label: 'Copy Methods Paragraph',
      test: 'copy-methods',
      title: 'Copy how the scores that are shown were computed, as a paragraph for a paper with its references',
      press: copyMethods,
    },
    {
      label: 'Save Report',
      test: 'save-report',
      title: 'Save a page that shows these results without VS Code',
      press: saveReport,
    },
    ...(saveComparison
      ? [
          {
            label: 'Save Comparison',
            test: 'save-comparison',
            title: 'Save what is compared, and how, as a .ccalens.json document that opens with its result',
            press: saveComparison,
          },
        ]
      : []),
  ]);
}
