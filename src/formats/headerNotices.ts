import type { ByteSource } from './byteSource';
import type { StoredHeader } from './header';
import { trailingBytes } from './trailingBytes';

/** What is to be remarked of an array before its data are read. @param copies how many members of its archive have its name; 1 for a file. */
export function headerNotices(
  { header, source, copies }: { header: StoredHeader; source: ByteSource; copies: number },
  name: string,
): { code: string; message: string }[] {
  const tail = trailingBytes(header, source, name);
  return [...(header.notices ?? []), ...(tail ? [tail] : []), ...(copies > 1 ? [doubledMember(copies, name)] : [])];
}

function doubledMember(copies: number, name: string): { code: string; message: string } {
  const message = `${name} is in its archive ${copies} times under this name; the last was read, as numpy does.`;
  return { code: 'doubled-member', message };
}
