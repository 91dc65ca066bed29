import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { draftsElsewhere, dropDraft, holdDraft, onDrafts, removeDrafts } from '../../../src/jobs/files/drafts';
import { writeWhole } from '../../../src/jobs/files/newFiles';
import { temporaryFolder } from '../../workbench/temporaryFolder';

describe('drafts', () => {
  let folder: string;
  beforeEach(() => (folder = temporaryFolder('drafts')));
  afterEach(() => onDrafts(() => undefined));

  it('are removed at once, folders with all they hold, and others not', () => {
    const [kept, file, tree] = ['kept', 'file', 'tree'].map((name) => join(folder, name)) as [string, string, string];
    for (const path of [kept, file]) writeFileSync(path, '');
    mkdirSync(join(tree, 'deep'), { recursive: true });
    writeFileSync(join(tree, 'deep', 'file'), '');
    const none = join(folder, 'not made yet');
    for (const path of [kept, file, tree, none]) holdDraft(path);
    dropDraft(kept);
    removeDrafts();
    assert.deepEqual(readdirSync(folder), ['kept']);
    for (const path of [file, tree, none]) dropDraft(path);
  });

  it('are told of before they are there, and when they are not any more', async () => {
    const told: [string, boolean, boolean][] = [];
    onDrafts((path, there) => told.push([path, there, existsSync(path)]));
    const path = join(folder, 'x');
    await writeWhole(path, { force: false, inputs: [] }, (write) => write('whole'));
    const draft = told[0]![0];
    assert.notEqual(draft, path);
    assert.deepEqual(told, [
      [draft, true, false],
      [draft, false, false],
    ]);
  });

  it('of another thread are removed once it has ended, those that have their names not', async () => {
    const [lasting, left] = [join(folder, 'lasting'), join(folder, 'left')];
    for (const path of [lasting, left]) writeFileSync(path, '');
    const { note, discard } = draftsElsewhere();
    note(lasting, true);
    note(left, true);
    note(lasting, false);
    await discard();
    assert.deepEqual(readdirSync(folder), ['lasting']);
  });
});
