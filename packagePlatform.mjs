// npm run package:platform -- linux-x64 [-o FILE]: the .vsix of one platform, whose build can call a library of the machine.
import { spawnSync } from 'node:child_process';

const [target, ...more] = process.argv.slice(2);
const packaging = ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
for (const [program, args] of [
  [process.execPath, ['esbuild.mjs', '--target', target ?? '']],
  ['npx', [...packaging, '--target', target ?? '', ...more]],
]) {
  const { status } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
