/** What `cca-lens --help` prints. */
export const usage = `cca-lens: how similar are the representations that networks learn?

  cca-lens info FILE [--json] [--as bfloat16]
      header, shape, dtype and statistics of a .npy file, or of every array of a .npz file

  cca-lens compare A B [options]
      CCA, SVCCA, PWCCA, PLS, PCA, CKA and Procrustes between two arrays of samples x neurons
      --json                    the whole report, as media/comparison.schema.json describes
      --transpose-a, --transpose-b        the file stores neurons x samples
      --no-transpose-a, --no-transpose-b  it does not
      --robust                  add seeded noise of 1e-6 should a decomposition fail
      --directions OUTDIR       write canonical weights, variates and neuron means of both sides as .npy

  cca-lens matrix FILE FILE... [options]
      the scores of all pairs of files, a table of each; rows and columns in the order of the files
      --json                    paths, values by score (null where a pair has none), refused pairs and why
      --measure NAME            one score alone: cca, ccaThresholded, ccaSquared, svcca, pwcca, cka, ckaDebiased,
                                procrustes or procrustesDistance

  cca-lens run FILE.ccalens.json [--json|--csv] [--workers N] [--memory MIB]
      the analysis of many files that was saved as a selection (media/selection.schema.json); a table, the result
      document, or every number on a line

  options of compare and matrix
      --measures LIST           only these, of cca,svcca,pwcca,pls,pca,cka,procrustes
      --svcca-variance 0.99     SVCCA keeps this share of variance (or of the plain sum, see --svcca-rule)
      --svcca-rule squared      squared (the paper) or unsquared singular values
      --svcca-dims K            SVCCA keeps K dimensions a side instead
      --epsilon E               google/svcca's regularisation, for CCA alone (default 0)
      --threshold T             share of the coefficients' sum in the thresholded mean (default 0.98)
      --drop-nonfinite          leave out samples with NaN or infinities on both sides
      --as bfloat16             read two-byte void elements (V2) as bfloat16
      --workers N               threads that compute, 1 to 8 (default: one for each core); no number depends on it
      --memory MIB              memory that the job may take (default: half of the machine's); files may be larger

  cca-lens convert IN OUT.npy [--dtype f8|f4] [--rows A:B] [--as bfloat16] [--force]
      any readable array as a plain row-major .npy

An array of an archive is file.npz::name. Errors end with code 2 and one line on standard error.`;
