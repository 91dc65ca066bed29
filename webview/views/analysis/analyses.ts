import type { AnalysisName, ResultOf } from '../../../src/facts/analyses';
import { classesView } from './classesView';
import { dynamicsView } from './dynamicsView';
import { groupsView } from './groupsView';
import { matrixView } from './matrixView';
import type { ResultView, ViewContext } from './resultView';
import type { MakeSettings } from './setup/choiceSettings';
import { classSettings } from './setup/classSettings';
import { dynamicsSettings } from './setup/dynamicsSettings';
import { groupSettings } from './setup/groupSettings';
import { matrixSettings } from './setup/matrixSettings';

/** An analysis on the page: the view of its result, and its settings before it runs, where it has some. */
interface AnalysisOnPage<Name extends AnalysisName> {
  view(context: ViewContext): ResultView<ResultOf<Name>>;
  settings?: MakeSettings;
}

/** Every analysis on the page. */
export const analysesOnPage: { [Name in AnalysisName]: AnalysisOnPage<Name> } = {
  matrix: { view: matrixView, settings: matrixSettings },
  dynamics: { view: dynamicsView, settings: dynamicsSettings },
  groups: { view: groupsView, settings: groupSettings },
  classes: { view: classesView, settings: classSettings },
};
