/** A file as a person reads it: the shortest unambiguous name (relative to the workspace folder where there is one). */
export interface SideNames {
  a: string;
  b: string;
}
