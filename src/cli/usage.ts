import { analysisNames, isOfPairs } from '../facts/analyses';
import { captureFrameworks } from '../facts/capture';
import { endingWords, formats, ofOne, ofSeveral } from '../facts/formats';
import { joinedWords } from '../facts/joinedWords';
import { measures, usualMeasures } from '../facts/measures';
import { families, type FamilyName } from '../facts/measures/families';
import { numberOptions } from '../facts/numberOptions';
import { usualCalibration } from '../facts/options';
import { measureFacts, measureOf, scoreNames } from '../facts/measures/scores';
import { settledCheckpoints } from '../analysis/follow/settled';
import { analysesOnCommandLine } from './analyses';

const [one, several] = [endingWords('or', ofOne), endingWords('or', ofSeveral)];
/** The array of a file, and of one that holds several, as a command takes it. */
const places = formats.map(({ endings: [ending], holds }) => (holds === 'array' ? ending : `${ending}::name`));

const titles = joinedWords(measures.map(({ title }) => title));

/** Characters of a line, and before what an option does. */
const width = 120;
const column = 32;

/** A text that begins at a column, its further lines as well. */
function wrapped(text: string, from = column): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (from + longer.length > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join(`\n${' '.repeat(from)}`);
}

/** Names by the families that they are of, a line or more each. */
function byFamily(namesOf: (family: FamilyName) => readonly string[]): string {
  const told = families.flatMap(({ id, title }) => {
    const names = namesOf(id);
    return names.length > 0 ? [wrapped(`${title.toLowerCase()}: ${names.join(', ')}`)] : [];
  });
  return told.join(`\n${' '.repeat(column)}`);
}

/** A number with its default, in front of what it does. */
function flag(name: string, { usual }: { usual: number }): string {
  return `--${name} ${usual}`.padEnd(column - 6);
}

/** The analyses that have lines of their own in it; matrix and classes, which take files as well, stand among the other commands. */
const told = analysisNames.flatMap((name) => {
  const { usage } = analysesOnCommandLine[name];
  return usage === undefined ? [] : [{ name, usage }];
});

const followUsage = `      --follow[=FOLDER,FOLDER...]
                                ${wrapped(`go on while a training runs, also of dynamics: look into the folders of its arrays (or these) every --every SECONDS (${numberOptions.lookSeconds.usual}), and compute what new, rewritten and deleted checkpoints change; scores that are known are not computed again (the last checkpoint moves, and each earlier one is compared with it anew, unless the document or --final holds another)`)}
                                ${wrapped('a file counts when it was renamed into place, or has been as it is for 3 seconds, and its header fits its size; a checkpoint when it has the layers of the one before, or nothing came to it for 30 seconds; a deleted one leaves the result, which says so')}
                                ${wrapped(`a line on standard error for all that happens; Ctrl+C ends it, and prints the last result. Of dynamics a line tells once when all layers of a model have settled: at --threshold T (the document's) or above and clear of chance in their scores with the last checkpoint, at the ${settledCheckpoints} checkpoints before it and at a quarter of all`)}
`;

/** What `cca-lens --help` prints. */
export const usage = `cca-lens: how similar are the representations that networks learn?

  cca-lens info FILE [--json] [--as bfloat16] [--memory MIB]
      ${wrapped(`header, shape, dtype and statistics of a ${one} file, or of every array of a ${several} file; of more than 1,048,576 columns the JSON counts those of a kind in place of a list`, 6)}

  cca-lens compare A B [options]
      ${wrapped(`${titles} between two arrays of samples x neurons`, 6)}
      --json                    the whole report, as media/comparison.schema.json describes
      --methods                 how the scores were computed, as a paragraph for a paper with its references
      --transpose-a, --transpose-b        the file stores neurons x samples, whatever --orientation says
      --no-transpose-a, --no-transpose-b  it does not
      --robust                  add seeded noise of 1e-6 should a decomposition fail
      --calibrate [K]           ${wrapped(`beside each score how far it stands above those of K permutations of the samples (${usualCalibration.permutations}), and p: --alpha ${usualCalibration.alpha}, --seed ${usualCalibration.seed}`)}
      --notebook FILE.ipynb     write a notebook that recomputes the numbers with numpy (--force: replace it)
      --directions OUTDIR       write canonical weights, variates and neuron means of both sides as .npy
      --rows --results FOLDER   ${wrapped('for pairs of more samples than one machine has patience for: what adds up over rows is kept in FOLDER by shards (i from 1 to N, each a stretch of rows, on any machine), and the report is made of that; what needs the samples themselves (measures of samples, --calibrate, --robust, --directions, --notebook) is refused')}
      --rows --shard i/N        ${wrapped('sum one shard up (auto/N: that of the task of an array, of Slurm, PBS, SGE, LSF or Kubernetes)')}
      --rows --merge            ${wrapped('read no rows: the report of what is kept; where shards are missing, their list (--shards N: of N shards, where FOLDER has the pair by several numbers); with neither, what is missing is summed up here')}
      --rows --plan --shards N  what each of N shards takes, told from headers alone; how far they are: status FOLDER

  cca-lens directions A B [options]
      the first canonical directions: the neurons that carry each, and the classes along it
      ${flag('count', numberOptions.directions)}how many directions
      --labels FILE             ${wrapped('whole numbers or texts, or one-hot, one a sample (labels.csv::column, and a .txt with one a line, too); --names FILE names its classes (.txt, one a line, or a .json list)')}
      --json, --csv             as media/directions.schema.json describes (--points N: samples, ${numberOptions.points.usual}); or by neuron
      --frequency V,U           with --conv dft: the frequency, in cycles down and across a map (default 0,0; write
                                --frequency=-1,2 where the first is negative)
      --project cca|pls|pca --rank K --out FOLDER
                                also write the projections of each side onto its first K directions as .npy
                                (--rank K,exact: as --rank exact below)

  cca-lens matrix FILE FILE... [options]
  cca-lens matrix FOLDER_OR_ARCHIVE... [options]
      the scores of all pairs of files, a table of each, in their order; or of the layers in folders and archives, in
      that of their names (* and ? stand for what fits; --include, --exclude, --order, --splits, --stack, --results as
      below)
      --json                    paths, values by score (null where a pair has none), refused pairs and why
      --csv                     a,b,measure,value,standing: clear of what unrelated data give, at chance or saturated
      --measure NAME            one score alone, by what it is about:
                                ${byFamily((id) => scoreNames.filter((name) => measureFacts(measureOf(name)).family === id))}

  cca-lens classes --labels LABELS FILE_OR_FOLDER... [options]
      how well each class can be told from each layer: the multiple correlation R of the class's 0/1 column with the
      layer's neurons, and R2 adjusted for their number; maps by frequency (--conv dft): means over all frequencies
      --labels LABELS           a vector with the class of each sample (numbers or texts), a one-hot matrix, or logits
                                ${wrapped(`(${places.join(', ')}), a column of a table (labels.csv::column), or a text with a class a line (.txt); -100, -1 beside 0 and more, and 255 in bytes are no class;`)}
                                where layers have sample ids, labels are in the order of the ids beside them, or else in
                                that of the first layer with ids
      --names NAMES             what the classes are called: a text, one a line, or a list in .json
      --subset 0,3,5            these classes alone
      --logits columns          logits stand for themselves (columns), or for the class of the largest (argmax)
      --conv, --layout, --sequence, --mask, --subsample, --orientation, --include, --exclude, --order, --splits,
      --stack, --drop-nonfinite, --rank, --workers, --memory, --native, --results, --shard, --merge
                                as below; maps are pooled by default, and matrices are turned where only so they have
                                as many samples as there are labels
      --json, --csv             everything (media/analysis.schema.json); model,checkpoint,layer,class,R,adjusted,
                                standing

  cca-lens null A B [options]
      how far a score can be trusted: what it is without a relation, its interval over samples, whether there are enough
      --json, --csv             the whole outcome, as media/trust.schema.json describes, or as one long table
      --measure cca             the score, by a name of matrix (with --conv dft: cca or ccaThresholded)
      --wanted LIST             only these, of null,dimensions,interval,enough: scores of permuted samples and Gaussian
                                data; Bartlett's and Rao's tests; a delete-block jackknife; the score against samples
      ${flag('permutations', numberOptions.permutations)}permutations, and draws of Gaussian data
      ${flag('blocks', numberOptions.blocks)}blocks of samples that the jackknife leaves out, one at a time
      ${flag('level', numberOptions.level)}significance level of the tests
      ${flag('seed', numberOptions.seed)}of everything random

${told.map(({ usage }) => `${usage}\n`).join('')}  options of all that look through folders (${analysisNames.join(', ')})
      --include GLOB,GLOB...    only files that fit, relative to each folder: ** any folders, * any part of a name,
      --exclude GLOB,GLOB...    {a,b} either; or all but those
      --order LIST|FILE         the layers from input to output, where their names do not tell: wte,h.0,h.1,ln_f, or a
                                text with one a line; every layer, in full or by the end of its name
      --splits join|apart       numbered files (features_00, features_01 ...) are splits of one array, or each a layer
                                (default: joined where the name says so: features, acts, part-, batch-, shard-, -of-)
      --stack                   arrays of three axes are stacks (layers, samples, neurons): each layer by itself, which
                                any command takes as file.npy::0, file.npy::1 and so on
                                A vector named ids (sample_ids.npy ...) in a layer's folder or above it brings samples
                                into one order; one that does not have an id for each sample is refused.

  options of ${joinedWords(analysisNames.filter(isOfPairs))}
      --calibrate [K]           ${wrapped(`the score also as how far it stands above those of K permutations of the samples (${usualCalibration.permutations}), which are the same for all pairs, and p; of several scores that matrix prints the first alone; of a matrix the best of many layers as well: --alpha ${usualCalibration.alpha}, --seed ${usualCalibration.seed}`)}

  options of ${joinedWords(told.map(({ name }) => name))}
      --json, --csv             the result document (media/analysis.schema.json), or a table of the numbers
      --results FOLDER          ${wrapped('keep scores there pair by pair (classes: layer by layer), and compute only what is not in it; any number of processes, also of several machines, may use a folder at once')}
      --shard I/N               compute one of N parts into --results and nothing else: I from 1, or auto/N in a task of
                                an array (Slurm, PBS, SGE, LSF, Kubernetes), auto where --results holds one plan
      --merge                   the result out of what is in --results, computing nothing; code 2 where some is missing

  cca-lens plan FILE.ccalens.json --shards N [--results FOLDER] [--json]
      what an analysis takes that is cut into N parts, of headers alone; with --results without what is known there, and
      kept there as a plan

  cca-lens submit FILE.ccalens.json --results FOLDER --slurm|--kubernetes [options]
      the analysis as an array of a scheduler, a task for each shard: shows its plan, and the script or manifest that is
      written into the folder with a copy of this program; to Slurm it is submitted after a question, or by --yes
      --yes, --print            submit without a question; only write, and print the script or manifest alone
      --rerun                   ${wrapped('submit what is missing of the newest plan, and neither runs nor waits')}
      --shards N, --cpus 1, --memory MIB, --throttle 100
                                ${wrapped('how many shards (default: of about 10 minutes), cores and memory of a task (default: of the plan), tasks at a time')}
      --time, --partition, --account, --qos, --constraint, --reservation
                                ${wrapped('of sbatch, to which they are handed as they are (--time: by default 4 times the estimate)')}
      --node PATH               the Node.js of the tasks (default: that of the PATH there, else the one that runs this)
      --volume CLAIM[:MOUNT]    ${wrapped('with --kubernetes the claim of the volume that holds layers and results, mounted at the path that they have here; --image, --namespace')}

  cca-lens status FOLDER [--json]
      what is done, running, waiting, failed and missing of the plans in a folder of results, and what to run again

  cca-lens run FILE.ccalens.json [--json|--csv] [--order LIST|FILE] [--results FOLDER [--shard I/N|--merge]]
               [--workers N] [--memory MIB]
      the analysis of many files that was saved as a selection (media/selection.schema.json), its layers in the order
      that it has them unless --order says another; or the comparison of two arrays that was saved, without --order and
      --results; a table, the result document, or every number on a line
${followUsage}
  options of all that compare (compare, ${analysisNames.filter(isOfPairs).join(', ')}, directions, null)
      --measures LIST           ${wrapped(`only these (not directions, null; default: ${usualMeasures.join(',')}):`)}
                                ${byFamily((id) => measures.flatMap(({ id: name, family }) => (family === id ? [name] : [])))}
      ${flag('svcca-variance', numberOptions.fraction)}SVCCA keeps this share of variance (or of the plain sum, see --svcca-rule)
      --svcca-rule squared      squared (the paper) or unsquared singular values
      --svcca-dims K            SVCCA keeps K dimensions a side instead
      --epsilon E               google/svcca's regularisation, for CCA alone (default ${numberOptions.epsilon.usual})
      --threshold T             share of the coefficients' sum in the thresholded mean (default ${numberOptions.threshold.usual})
      ${flag('neighbours', numberOptions.neighbours)}nearest neighbours of a sample (knn)
      ${flag('bandwidth', numberOptions.bandwidth)}of RBF kernels, in units of the root of the median squared distance (rbfCka)
                                (directions are those of plain CCA, which none of these changes)
      --orientation WHAT        what comes first in matrices: samples (rows; the default) or neurons (all are turned)
      --conv RECIPE             maps (samples x height x width x channels): flatten (positions as samples; equal maps),
                                pool (mean over positions), interpolate (the smaller map raised to the larger) or
                                dft (complex CCA at each frequency); default: flatten where maps that meet are
                                equal, else pool
      --layout nhwc|nchw        channels last or first, where shapes do not tell
      --sequence READING        sequences (samples x steps x neurons): flatten, last or mean
      --mask ADDRESS|none       ${wrapped('which steps are real: an array of samples x steps, 1 for those and 0 for padding (attention masks); without it one named mask or attention_mask, 0 and 1, in the same file, its folder or the folder above is taken, and that is said; none: all steps')}
      --subsample K[:SEED]      keep one row of every K, from row 0 or from a row that the seed draws
      --rank numerical|exact    leave directions that are but the rounding of a layer's stored values out of CCA, SVCCA,
                                PWCCA and classes (default), or count all that float64 can tell
      --drop-nonfinite          leave out samples with NaN or infinities on both sides
      --as bfloat16             read elements of two bytes (V2, int16, uint16) as bfloat16; of several files those that
                                have them, and refused where none has (classes, info and convert take it, too)
      --workers N               threads that compute, 1 to 8 (default: one for each core); no number depends on it
      --memory MIB              memory that the job may take (default: half of the machine's); files may be larger
      --here                    ${wrapped('on a login node (sbatch is on the PATH, and this is no job of Slurm) work of more than a minute asks first, or where nobody can be asked is refused: do it here all the same (compare, matrix, classes, dynamics, groups, run)')}
      --native[=PATH]           compute with a BLAS and LAPACK of this machine: one that is found (Accelerate, numpy's,
                                OpenBLAS, MKL; never in the current folder), or the file of an absolute path

  cca-lens convert IN OUT.npy [--dtype f8|f4] [--rows A:B] [--as bfloat16] [--force]
      any readable array as a plain row-major .npy

  cca-lens capture-code [--framework ${captureFrameworks.map(({ id }) => id).join('|')}] [--out FILE.py] [--force]
      ${wrapped('Python that runs a model over its data and writes its layers, and what they are, into a folder that the other commands read without a guess; the lines at its top are to be edited', 6)}

An array of an archive is file${ofSeveral[0]!.endings[0]}::name. Errors end with code 2 and one line on standard error; beside --csv warnings
are there too. In CSV a name that a spreadsheet would run as a formula (=, +, -, @) has an apostrophe before it.`;
