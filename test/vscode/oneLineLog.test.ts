import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LogOutputChannel } from 'vscode';
import { oneLineLog } from '../../src/vscode/oneLineLog';

describe('the log', () => {
  it('has entries of one line, and stacks that begin with one', () => {
    const heard: string[] = [];
    const hear = (entry: string | Error): void => void heard.push(String(entry));
    let shown = 0;
    const channel = { info: hear, warn: hear, error: hear, show: () => shown++, name: 'CCA Lens' };
    const log = oneLineLog(channel as unknown as LogOutputChannel);
    log.info('Comparing a\nb.npy');
    log.warn('x\x1b[31m');
    log.error('y\r');
    const error = new Error('torn\napart');
    log.error(error);
    assert.deepEqual(heard.slice(0, 3), [String.raw`Comparing a\nb.npy`, String.raw`x\x1b[31m`, String.raw`y\r`]);
    const stack = heard[3]!.split('\n');
    assert.equal(stack[0], String.raw`Error: torn\napart`);
    assert.match(stack[1]!, /^ +at /);
    log.show();
    assert.deepEqual([shown, log.name], [1, 'CCA Lens']);
  });
});
