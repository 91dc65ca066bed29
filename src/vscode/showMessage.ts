import { window } from 'vscode';
import { messageText } from './messageText';

/**
 * Messages that VS Code shows in a corner of the window, whatever the names in them hold (see messageText). Each resolves to the one of `items`, its buttons,
 * that people choose, if they do. Modal questions are asked of `window` itself: nothing in those becomes a link.
 */
export const showMessage = {
  error: (sentence: string, ...items: string[]) => window.showErrorMessage(messageText(sentence), ...items),
  warning: (sentence: string, ...items: string[]) => window.showWarningMessage(messageText(sentence), ...items),
  information: (sentence: string, ...items: string[]) => window.showInformationMessage(messageText(sentence), ...items),
};
