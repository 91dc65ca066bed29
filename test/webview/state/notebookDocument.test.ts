import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scoreFacts, scoreNames } from '../../../src/facts/measures/scores';
import { readOutput } from '../../../webview/state/notebookDocument';
import { sampleDynamics, smallMatrix } from '../sampleAnalyses';
import { sampleReport } from '../sampleReport';

const kind = 'cca-lens-comparison';
const files = { a: 'a.npy', b: 'b.npz::x' };

/** The sentence on a document that must not be drawn. */
function problemOf(value: unknown): string {
  const read = readOutput(value);
  assert.ok('problem' in read, 'it was understood');
  assert.match(read.problem, /^[A-Z][^\n]*\.$/);
  return read.problem;
}

describe('readOutput', () => {
  it('understands files, a report, a matrix, and files with their report', () => {
    for (const more of [
      { files },
      { files: { ...files, as: 'bfloat16' } },
      { result: sampleReport() },
      { result: smallMatrix() },
      { files, result: sampleReport() },
    ]) {
      const value: unknown = JSON.parse(JSON.stringify({ schema: 1, kind, ...more }));
      assert.deepEqual(readOutput(value), { comparison: value });
    }
  });

  it('names the place of what is wrong', () => {
    const wrong = sampleReport();
    (wrong.cca as { mean: unknown }).mean = '0.5';
    assert.match(problemOf({ schema: 1, kind, result: wrong }), /document\.result\.cca\.mean is "0\.5", not number;/);
    assert.match(problemOf({ schema: 1, kind, result: { ...sampleReport(), samples: undefined } }), /samples/);
    const lacking: { route?: unknown } = sampleReport();
    delete lacking.route;
    assert.match(problemOf({ schema: 1, kind, result: lacking }), /document\.result lacks route;/);
    const matrix = { ...smallMatrix(), rows: [{ path: 'a.npy' }] };
    assert.match(problemOf({ schema: 1, kind, result: matrix }), /document\.result\.rows\[0\] lacks/);
    assert.match(problemOf({ schema: 1, kind, files: { a: 'a.npy' } }), /document\.files lacks b;/);
    assert.match(problemOf({ schema: 1, kind, files: { a: 1, b: 'b' } }), /document\.files\.a is 1, not string;/);
  });

  it('refuses numbers that no comparison gives, with the place, what is there and what can be', () => {
    const refusal = (change: (report: ReturnType<typeof sampleReport>) => void): string => {
      const result = sampleReport();
      change(result);
      const problem = problemOf(JSON.parse(JSON.stringify({ schema: 1, kind, result })));
      assert.match(problem, /; compute it again and run its cell\.$/);
      return problem;
    };
    const coefficients = new Array<number>(1e6).fill(0.5);
    const refusals: [(report: ReturnType<typeof sampleReport>) => void, RegExp][] = [
      [({ cca }) => (cca!.mean = 17), /document\.result\.cca\.mean is 17, more than 1;/],
      [({ cca }) => (cca!.coefficients[1] = -0.5), /document\.result\.cca\.coefficients\[1\] is -0\.5, less than 0;/],
      [(report) => (report.samples = -5), /document\.result\.samples is -5, less than 1;/],
      [(report) => (report.samples = 0), /samples is 0, less than 1;/],
      [(report) => (report.samples = 20.5), /samples is 20\.5, not integer;/],
      [(report) => (report.samples = 1e300), /samples is 1e\+300, not integer;/],
      [({ cca }) => (cca!.coefficients = coefficients), /cca\.coefficients has 1000000 items, more than 100000;/],
      [({ cca }) => cca!.coefficients.push(0.01), /cca\.coefficients has 4 numbers, and there can be at most 3;/],
      [({ pwcca }) => (pwcca!.value = 1.01), /pwcca\.value is 1\.01, more than 1;/],
      [({ svcca }) => (svcca!.kept = [-1, 1]), /svcca\.kept\[0\] is -1, less than 0;/],
      [({ svcca }) => (svcca!.kept = [1] as never), /svcca\.kept has 1 item, fewer than 2;/],
      [({ svcca }) => (svcca!.retainedVariance[1] = 99), /svcca\.retainedVariance\[1\] is 99, more than 1;/],
      [({ cka }) => (cka!.debiased = -3), /cka\.debiased is -3, less than -1;/],
      [({ procrustes }) => (procrustes!.distance = 1.5), /procrustes\.distance is 1\.5, more than 1\.41/],
      [({ procrustes }) => (procrustes!.angular = 3.2), /procrustes\.angular is 3\.2, more than 1\.57/],
      [({ pls }) => (pls!.singularValues[2] = -1), /pls\.singularValues\[2\] is -1, less than 0;/],
      [({ pca }) => (pca!.a.explainedVariance[0] = 2), /pca\.a\.explainedVariance\[0\] is 2, more than 1;/],
      [(report) => (report.null!.mean = 5), /result\.null\.mean is 5, more than 1;/],
      [({ a }) => (a.rank = 5), /a\.rank is 5, and the side has 4 neurons;/],
      [({ b }) => (b.features = 0), /b\.features is 0, less than 1;/],
      [({ a }) => (a.dropped[0]!.index = 9), /a\.dropped has neuron 9, and the side has 4 neurons;/],
      [({ pca }) => (pca!.b.singularValues = new Array<number>(22).fill(1)), /pca\.b\.singularValues has 22 numbers/],
    ];
    for (const [change, sentence] of refusals) assert.match(refusal(change), sentence);
    const endless = JSON.stringify({ schema: 1, kind, result: sampleReport() }).replace('"sum":1.5', '"sum":1e999');
    assert.match(problemOf(JSON.parse(endless)), /cca\.sum is Infinity, not number;/);
  });

  it('takes numbers at the ends of their ranges, and beyond them by rounding', () => {
    const result = sampleReport();
    result.cca!.mean = 1 + 2 ** -50;
    result.cka = { linear: 0, debiased: -1 };
    result.procrustes = { similarity: 0, distanceSquared: 2, distance: Math.SQRT2, angular: Math.PI / 2 };
    assert.ok('comparison' in readOutput({ schema: 1, kind, result }));
  });

  it('refuses maps by frequency whose lists are not of their size', () => {
    const grid = [[0.5, null]];
    const dft = {
      height: 1,
      width: 2,
      locationMeans: grid,
      locationThresholdedMeans: grid,
      meanOverLocations: 0.5,
      dcCoefficients: [0.5],
      coefficients: [[[0.5], []]],
    };
    const read = (change: object) => ({ schema: 1, kind, result: { ...sampleReport(), dft: { ...dft, ...change } } });
    assert.ok('comparison' in readOutput(read({})));
    assert.match(problemOf(read({ height: 2 })), /dft\.locationMeans has 1 row, not 2;/);
    assert.match(problemOf(read({ width: 3 })), /dft\.locationMeans has a row of 2, not 3;/);
    assert.match(problemOf(read({ locationThresholdedMeans: [[2, 0]] })), /locationThresholdedMeans\[0\]\[0\] is 2,/);
    assert.match(problemOf(read({ coefficients: [[[0, 0, 0, 0], []]] })), /has 4 numbers at a frequency, .* most 3;/);
  });

  it('refuses a matrix that lacks its scores, has others than its arrays, or impossible ones', () => {
    const read = (change: object) => ({ schema: 1, kind, result: { ...smallMatrix(), ...change } });
    const { values } = smallMatrix();
    const row = [0.1, 0.2, 0.3];
    assert.match(problemOf(read({ values: { cka: values.cka } })), /values has no svcca, which is its measure;/);
    assert.match(problemOf(read({ values: { ...values, svcca: [row] } })), /values\.svcca has 1 row, not 2;/);
    assert.match(problemOf(read({ nulls: { cka: [row, [0]] } })), /nulls\.cka has a row of 1, not 3;/);
    assert.match(problemOf(read({ nullCca: [] })), /nullCca has 0 rows, not 2;/);
    assert.match(
      problemOf(read({ values: { ...values, cka: [row, [0, 17, 0]] } })),
      /values\.cka\[1\]\[1\] is 17, more/,
    );
    assert.match(problemOf(read({ samples: -5 })), /document\.result\.samples is -5, less than 0;/);
    assert.match(problemOf(read({ known: 0.5 })), /known is 0\.5, not integer;/);
  });

  it('has the ranges that scores say of themselves', () => {
    for (const measure of scoreNames) {
      const [least, most] = scoreFacts(measure).range;
      const read = (value: number) =>
        readOutput({
          schema: 1,
          kind,
          result: {
            ...smallMatrix(),
            values: {
              ...smallMatrix().values,
              [measure]: [
                [value, value, 0],
                [0, 0, 0],
              ],
            },
          },
        });
      const bounded = (...ends: number[]) => ends.filter(Number.isFinite);
      for (const value of bounded(least, most)) assert.ok('comparison' in read(value), `${measure} ${value}`);
      for (const value of bounded(least - 1e-6, most + 1e-6))
        assert.ok('problem' in read(value), `${measure} ${value}`);
    }
  });

  it('takes no property for known because every object has one of its name', () => {
    const { a, b } = files;
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      assert.match(
        problemOf({ schema: 1, kind, files: { a, b, [name]: 1 } }),
        new RegExp(`${name} is not in the schema;`),
      );
  });

  it('says in one line what is wrong, whatever characters stand in it', () => {
    const steering = '\u0000\r\n\u001b[2J\u202e';
    for (const value of [
      { schema: 1, kind: steering, files },
      { schema: 1, kind, result: { ...smallMatrix(), analysis: steering } },
    ]) {
      // eslint-disable-next-line no-control-regex -- these are what must not be there
      assert.doesNotMatch(problemOf(value), /[\u0000-\u001f\u202e]/);
    }
  });

  it('refuses what says nothing, or is something else', () => {
    assert.match(problemOf({ schema: 1, kind }), /lacks files;/);
    assert.match(problemOf({ schema: 1, kind: 'cca-lens-selection', files }), /kind is cca-lens-selection/);
    for (const value of [null, 7, 'text', [], [files]]) problemOf(value);
  });

  it('tells of a newer version, and of analyses that have no place in a notebook', () => {
    assert.match(problemOf({ schema: 2, kind, anything: true }), /newer version of CCA Lens; update/);
    assert.match(problemOf({ schema: 1, kind, result: { ...sampleReport(), schema: 2 } }), /newer version/);
    assert.match(problemOf({ schema: 1, kind, result: sampleDynamics() }), /analysis of dynamics cannot be/);
  });
});
