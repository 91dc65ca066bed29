/** Told what is being done and how much of it is; and, where a view can show it, what there is of the result. */
export type Progress = (phase: string, fraction: number, partial?: () => unknown) => void;
