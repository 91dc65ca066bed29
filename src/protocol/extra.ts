/** Something that is computed on request beside a report. */
export type Extra<Request, Outcome> =
  | { status: 'loading'; request: Request; phase: string; fraction: number }
  | { status: 'done'; request: Request; outcome: Outcome }
  | { status: 'failed'; request: Request; error: { code: string; message: string } };
