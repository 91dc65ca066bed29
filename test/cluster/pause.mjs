// Loaded into a process of the command line by NODE_OPTIONS=--import, in a task of an array: lets it stand still in the middle of its shard, so that a test can do to it
// there whatever it wants. Where the folder CCA_LENS_PAUSES has a file TASK.pause with a number in it, the task waits after so many kept results, says so
// with TASK.paused in its place (a second start of it then goes through), and goes on when there is a file TASK.go.
import fs from 'node:fs';
import { join } from 'node:path';

const { CCA_LENS_PAUSES: folder, SLURM_ARRAY_TASK_ID: task } = process.env;
const place = (ending) => join(folder, `${task}.${ending}`);

if (folder && task && fs.existsSync(place('pause'))) {
  const kept = Number(fs.readFileSync(place('pause'), 'utf8'));
  const { appendFileSync, openSync } = fs;
  const results = new Set();
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  let lines = 0;
  fs.openSync = (path, ...rest) => {
    const file = openSync(path, ...rest);
    results[String(path).endsWith('.pairs.jsonl') ? 'add' : 'delete'](file);
    return file;
  };
  fs.appendFileSync = (file, ...rest) => {
    appendFileSync(file, ...rest);
    if (!results.has(file) || ++lines !== kept) return;
    fs.renameSync(place('pause'), place('paused'));
    while (!fs.existsSync(place('go'))) Atomics.wait(nothing, 0, 0, 20);
  };
}
