import { runMocha } from './runMocha';

/** Run as `tsx mochaMain.ts TIMEOUT FILE...` in a process of its own, which whatever a test leaves behind ends with. */
const [timeout, ...files] = process.argv.slice(2);
runMocha(files, Number(timeout)).then(
  ({ failed }) => process.exit(failed === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
