import { constants } from 'node:fs';

/**
 * Flags of opening a file of ours in a folder that others may write to: a link that somebody put in its place is refused (ELOOP), where a system knows how,
 * since what is written would go into whatever it leads to.
 */
const noLink = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0;

/** To add to a file, which is made where it is missing. */
export const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noLink;
/** To write over a file that is there. */
export const overwriting = constants.O_RDWR | noLink;
