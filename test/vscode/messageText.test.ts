import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { messageText } from '../../src/vscode/messageText';

describe('messageText', () => {
  it('leaves sentences alone, and makes no links, lines or endless texts of what is in them', () => {
    for (const plain of ['a.npy is not there any more.', 'x[0](1) is no link to a command'.replace('](', '] (')])
      assert.equal(messageText(plain), plain);
    assert.equal(
      messageText('a folder [Fix](command:workbench.action.quit), \u202Eevil\n'),
      'a folder [Fix] (command:workbench.action.quit), \\u202eevil\\n',
    );
    assert.equal(messageText('[[x]](command:y)'), '[[x]] (command:y)');
    assert.equal(messageText('x'.repeat(5000)).length, 1000);
  });
});
