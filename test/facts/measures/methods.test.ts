import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shownBlocks, type AnyMeasure } from '../../../src/facts/measures';
import { defaultOptions } from '../../../src/facts/options';
import { works } from '../../../src/facts/methods/references';

/** What a measure says of itself in a paper where these of its scores are shown. */
function said(measure: AnyMeasure, shown: (id: string) => boolean = () => true, options = defaultOptions) {
  return measure.methods({ shown: (...scores) => scores.some(shown), options });
}

describe('what measures say of themselves in a paper', () => {
  for (const measure of shownBlocks) {
    it(`of ${measure.title}: sentences, with the works that they cite`, () => {
      const { text, references } = said(measure);
      assert.match(text, /^[A-Z].*\.$/);
      assert.ok(references.length > 0, 'it has a source');
      for (const { short } of references) assert.ok(text.includes(short), `${short} stands in: ${text}`);
      assert.doesNotMatch(text, /undefined|null|NaN|\[object| {2}|\.\.|\( |;\)/);
    });

    it(`of ${measure.title}: of each score by itself, and of none nothing`, () => {
      for (const { id } of measure.scores) assert.match(said(measure, (one) => one === id).text, /\.$/, id);
      if (measure.scores.length > 0) assert.equal(said(measure, () => false).text, '');
    });
  }

  it('says the options that it depends on', () => {
    const of = (id: string, options: Partial<typeof defaultOptions>) =>
      said(
        shownBlocks.find((one) => one.id === id)!,
        undefined,
        { ...defaultOptions, ...options },
      ).text;
    assert.match(of('svcca', {}), /of each the fewest that hold 99% of its variance \(squared singular values\)\.$/);
    assert.match(
      of('svcca', { svcca: { rule: 'dimensions', count: 20 } }),
      /of each the first 20, or as many as it has\.$/,
    );
    assert.match(of('cca', { threshold: 0.9 }), /leading ones that hold 90% of their sum/);
    assert.match(of('cca', { epsilon: 1e-6 }), /neurons of a scaled variance below 0\.000001 were left out/);
    assert.doesNotMatch(of('cca', {}), /google\/svcca.*regularised|divided by its largest/);
  });
});

describe('works that are cited', () => {
  it('have authors, a year and a full stop, in the order of their names', () => {
    const entries = Object.values(works);
    for (const { short, entry } of entries) {
      assert.match(entry, /^\S.* \((?:19|20)\d\d\)\. \S.*\.$/);
      assert.equal(/(\d{4})$/.exec(short)?.[1], /\((\d{4})\)/.exec(entry)?.[1]);
      assert.equal(short.split(/[ ,]/)[0], entry.split(',')[0]);
    }
    const sorted = entries.map(({ entry }) => entry).sort(new Intl.Collator('en', { ignorePunctuation: true }).compare);
    assert.deepEqual(
      entries.map(({ entry }) => entry),
      sorted,
    );
  });
});
