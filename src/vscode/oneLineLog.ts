import type { LogOutputChannel } from 'vscode';
import { oneLine, visibleLines } from '../facts/visibleText';

/** A log whose entries are of one line each, whatever names of files are in them, on another one; only stacks go over several. */
export function oneLineLog(channel: LogOutputChannel): LogOutputChannel {
  const entries: Partial<LogOutputChannel> = {
    info: (message) => channel.info(oneLine(message)),
    warn: (message) => channel.warn(oneLine(message)),
    error: (error) => channel.error(typeof error === 'string' ? oneLine(error) : stackOf(error)),
  };
  return Object.create(channel, Object.getOwnPropertyDescriptors(entries)) as LogOutputChannel;
}

/** The stack of an error, which begins with its name and message. */
function stackOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message);
  return visibleLines(at < 0 ? stack : stack.slice(0, at) + oneLine(message) + stack.slice(at + message.length));
}
