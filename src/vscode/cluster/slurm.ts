import { l10n, window, workspace, type LogOutputChannel } from 'vscode';
import { isLoginNode } from '../../cluster/loginNode';
import { duration } from '../../facts/duration';
import { findProgram, isProgram } from '../../jobs/cluster/findProgram';
import { readSlurm } from '../settings';

let onPath: Promise<string | undefined> | undefined;

/** The absolute path of sbatch: that of the machine's settings, else of the PATH; undefined where there is none, and in workspaces that are not trusted. */
export async function sbatchHere(log: LogOutputChannel): Promise<string | undefined> {
  if (!workspace.isTrusted || process.platform === 'win32') return undefined;
  const { sbatch } = readSlurm(log);
  if (sbatch !== undefined) return (await isProgram(sbatch)) ? sbatch : undefined;
  return (onPath ??= findProgram('sbatch'));
}

/** Whether heavy work should not be done here (see isLoginNode). */
export async function isHereLoginNode(log: LogOutputChannel): Promise<boolean> {
  return isLoginNode(process.env, (await sbatchHere(log)) !== undefined);
}

/** Where people want long work of so many seconds to be done; undefined where nowhere. */
export async function askWhere(seconds: number): Promise<'here' | 'cluster' | undefined> {
  const here = l10n.t('Run Here');
  const cluster = l10n.t('Run on Cluster...');
  const question = l10n.t('This seems to be a login node: run it here all the same?');
  const detail = l10n.t(
    'sbatch is here, and this is no job of Slurm. The work will take about {0}.',
    duration(seconds),
  );
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, here, cluster);
  return chosen === here ? 'here' : chosen === cluster ? 'cluster' : undefined;
}
