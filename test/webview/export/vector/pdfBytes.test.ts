import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import type { Drawing, Ink } from '../../../../webview/export/vector/drawing';
import { pdfBytes } from '../../../../webview/export/vector/pdfBytes';
import { beyondPdf } from '../../../../webview/export/vector/pdfFonts';

const ink: Ink = { rgb: [255, 0, 0], alpha: 0.5 };
const drawing: Drawing = {
  width: 200,
  height: 100,
  unit: 0.5,
  title: 'A (title) 層',
  strokes: [
    { type: 'clip', path: [['M', 0, 0], ['L', 200, 0], ['L', 200, 100], ['Z']] },
    { type: 'fill', path: [['M', 0, 0], ['L', 20, 0], ['C', 1, 2, 3, 4, 5, 6], ['Z']], ink },
    { type: 'unclip' },
    { type: 'text', text: 'ρ(é) 層', x: 100, y: 50, angle: 0, size: 11, bold: false, anchor: 'start', ink },
    { type: 'text', text: 'up', x: 10, y: 90, angle: -Math.PI / 2, size: 11, bold: true, anchor: 'start', ink },
    {
      type: 'cells', x: 0, y: 0, cellWidth: 10, cellHeight: 10, columns: 2, rows: 1,
      pixels: new Uint8ClampedArray([1, 2, 3, 255, 0, 0, 0, 0]),
    },
  ],
}; // prettier-ignore

/** The objects of a PDF by number, as its table of places finds them: what lies before their stream, and that unpacked. */
function objectsOf(bytes: Uint8Array): { head: string; stream?: Buffer }[] {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const rows = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place));
  return rows.map((place, at) => {
    assert.equal(text.slice(place, place + `${at + 1} 0 obj`.length), `${at + 1} 0 obj`);
    const end = text.indexOf('endobj', place);
    const from = text.indexOf('stream\n', place);
    if (from === -1 || from > end) return { head: text.slice(place, end) };
    const head = text.slice(place, from);
    const length = Number(/\/Length (\d+)/.exec(head)![1]);
    return { head, stream: inflateSync(file.subarray(from + 7, from + 7 + length)) };
  });
}

describe('webview/export/vector/pdfBytes', () => {
  it('writes a page of the drawing’s size whose objects lie where its table says', async () => {
    const objects = objectsOf(await pdfBytes(drawing));
    assert.equal(objects.length, 10);
    assert.match(objects[2]!.head, /\/MediaBox \[0 0 100 50\]/);
    assert.match(objects[2]!.head, /\/F1 6 0 R \/F2 7 0 R \/F3 8 0 R .*\/I0 9 0 R/);
    for (const [at, name] of ['Helvetica /Encoding /WinAnsiEncoding', 'Helvetica-Bold .*', 'Symbol >>'].entries())
      assert.match(objects[5 + at]!.head, new RegExp(`/BaseFont /${name}`));
    assert.match(objects[2]!.head, /\/A0 << \/ca 0.5 \/CA 0.5 >>/);
    assert.match(objects[4]!.head, /\/Title <feff00410020002800740069/);
  });

  it('writes text by operators of text, Greek by Symbol, and what no font has as a question mark', async () => {
    const content = objectsOf(await pdfBytes(drawing))[3]!
      .stream!.toString('latin1')
      .split('\n');
    assert.equal(content[0], 'q 0 50 m 100 50 l 100 0 l h W n');
    assert.equal(content[1], 'q /A0 gs 1 0 0 rg 0 50 m 10 50 l 0.5 49 1.5 48 2.5 47 c h f Q');
    assert.equal(content[2], 'Q');
    assert.equal(
      content[3],
      'q /A0 gs 1 0 0 rg BT 1 0 0 1 50 25 Tm /F3 5.5 Tf <72> Tj /F1 5.5 Tf <28e929203f> Tj ET Q',
    );
    assert.match(content[4]!, /BT 0 1 -1 0 5 5 Tm \/F2 5.5 Tf <7570> Tj ET/);
    assert.equal(content[5], 'q 10 0 0 5 0 45 cm /I0 Do Q');
  });

  it('writes cells as an image that is not smoothed, with a mask of those without a value', async () => {
    const [image, mask] = objectsOf(await pdfBytes(drawing)).slice(-2);
    assert.match(image!.head, /\/Interpolate false .*\/SMask 10 0 R/);
    const width = Number(/\/Width (\d+)/.exec(image!.head)![1]);
    assert.deepEqual([...image!.stream!.subarray(0, 3)], [1, 2, 3]);
    assert.deepEqual([mask!.stream![0], mask!.stream![width - 1]], [255, 0]);
  });

  it('tells which characters a PDF does not hold', () => {
    assert.deepEqual(beyondPdf('layer1 – ρ, τ ↔ é × “” … − √'), []);
    assert.deepEqual(beyondPdf('層 layer 層 ⇄ é\u0301'), ['層', '⇄', '\u0301']);
  });
});
