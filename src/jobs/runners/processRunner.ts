import { fork } from 'node:child_process';
import { oneThreadEach } from '../native/oneThreadEach';
import type { Runner, StartRunner } from './runner';
import { requireProgram } from './threadRunner';
import type { FromProcess } from './jobProcess';

/** The environment of a process that computes: Electron is Node in it. */
const environment = { ELECTRON_RUN_AS_NODE: '1', ...oneThreadEach };

/**
 * Jobs in a child process, which ends with this one: its memory is none of this process's, a crash in it is told as one of a thread is, and it can
 * be ended in whatever it does, calls of foreign code included.
 * @param program path of the bundled process (see jobProcess.ts), and `worker` of the bundled worker that runs in it. @param library of
 * the machine that is to compute there. @throws Error where one is missing.
 */
export function processRunner(program: string, worker: string, library?: string): StartRunner {
  return ({ message, lost, ended }): Runner => {
    requireProgram(program);
    requireProgram(worker);
    const child = fork(program, library === undefined ? [worker] : [worker, library], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ...environment },
    });
    const gone = new Promise<void>((resolve) => {
      let waits = 2;
      const one = (): void => void (--waits === 0 && resolve());
      child.once('exit', one);
      // All that it had sent was heard by then.
      child.once('disconnect', one);
      child.once('error', () => child.pid === undefined && resolve());
    });
    child.on('message', (heard: FromProcess) => (heard.type === 'lost' ? lost(heard.why) : message(heard)));
    child.on('error', (error) => lost(error.message));
    child.on('exit', (code, signal) => lost(signal ? `ended by ${signal}` : `exit code ${code}`));
    void gone.then(ended);
    return {
      // Should it be gone, its end tells so.
      post: (given) => void child.send(given, () => undefined),
      end: () => {
        child.kill('SIGKILL');
        return gone;
      },
    };
  };
}
