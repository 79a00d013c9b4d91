import * as assert from 'node:assert/strict';
import { halfOf, pointsOf, type Entry } from '../../corpus/corpus';
import { ENTRIES } from '../../corpus/entries';
import { seriesOf, valueOf } from '../../corpus/formula';
import { corpusCases } from '../../corpus/judgment';
import { Decimal, exactly } from '../../corpus/series';

/** Values, first derivatives and third ones over 3! at 0.7, as the double it is, by mpmath with 60 digits. */
const TAYLOR: readonly (readonly [string, string, string, string])[] = [
  [
    'x ** 5 - 2 / x',
    '-2.68907285714285737743095447926',
    '5.28213265306122470303901178054',
    '13.2298625572678065733210268385',
  ],
  [
    'x ** -2.5',
    '2.43924205986610985619593062146',
    '-8.71157878523610718194520068836',
    '-46.6691720637648658247852168745',
  ],
  ['2 ** x', '1.62450479271247099521404484059', '1.1260209168747676599695697782', '0.0901666905412364459977846636081'],
  [
    'x ** x',
    '0.779055912670449071735117764032',
    '0.501186188693578611658172054766',
    '0.127575878535735150733244377171',
  ],
  [
    'exp(-(x * x))',
    '0.61262639418441610707708795375',
    '-0.85767695185818249549576886992',
    '0.577502480917842915849758492428',
  ],
  [
    'log1p(x) * log2(x) - log10(x)',
    '-0.118145102756423392200674960009',
    '0.170510276135043718927216091342',
    '-0.935543912900463604960441313845',
  ],
  [
    'tan(x) + sinh(x) * cosh(x)',
    '1.79443913118884630426529956004',
    '3.86034818125625751162642241655',
    '3.21651749741784076290200420732',
  ],
  [
    'tanh(3 * x) - expm1(x)',
    '-0.0433007708570225554538994994142',
    '-1.8390835913008857353111957223',
    '0.620861345342066865216216563689',
  ],
  [
    'asin(x) * acos(x) + atan(x)',
    '1.22747622612111498975802506161',
    '0.699148408654135128068522390234',
    '-2.6083776473224724919367191771',
  ],
  [
    'asinh(x) - acosh(x + 1) * atanh(x)',
    '-0.321512257837915723789072778515',
    '-2.01405007534179538024993223954',
    '-8.48860060911374349420349256288',
  ],
  [
    'sqrt(x) / cbrt(x - 3)',
    '-0.633830413904271608747824834625',
    '-0.544595490207603997197690744637',
    '-0.120082804950535000199925624614',
  ],
  [
    'erf(2 * x)',
    '0.952285119762648796399623216609',
    '0.317883415354555830774580682437',
    '1.23762609711373715700393263142',
  ],
  [
    'sin(1e3 * x) ** 7 / abs(x - 1)',
    '0.0469792752902982865605434301027',
    '-507.120138944788641339198260187',
    '-4421614494.4120156448703688513',
  ],
  ['x < 1 ? x * x : 1 / x', '0.489999999999999937827510620991', '1.39999999999999991118215802999', '0'],
];

/** The order of the derivative of each of the coefficients above. */
const ORDERS = [0, 1, 3];

/** |a − b| over |b|, or over 1 where b is small. */
function distance(a: Decimal, b: Decimal | string): number {
  return a
    .minus(b)
    .abs()
    .div(Decimal.max(1, new Decimal(b).abs()))
    .toNumber();
}

function isNear(found: number, formula: string, x: number, tolerance: number): boolean {
  const [value, slope] = seriesOf(formula, x, 1).map(each => Math.abs(each.toNumber()));
  const difference = exactly(found).minus(valueOf(formula, x)).abs().toNumber();
  return difference <= tolerance * (value! + slope! * Math.max(1, Math.abs(x)));
}

describe('the corpus', () => {
  const all: readonly Entry[] = ENTRIES;

  it('has formulas whose series are exact to 28 digits', () => {
    for (const [formula, ...coefficients] of TAYLOR) {
      const series = seriesOf(formula, 0.7, 3);
      for (const [i, expected] of coefficients.entries())
        assert.ok(distance(series[ORDERS[i]!]!, expected) < 1e-28, `${formula}: ${series[ORDERS[i]!]!.toFixed(30)}`);
    }
  });

  it('takes doubles for the numbers they are', () => {
    assert.equal(exactly(0.1).toFixed(40), '0.1000000000000000055511151231257827021182');
    assert.equal(exactly(-3).toString(), '-3');
    for (const x of [1e300, 5e-324, -1.1e-310, 2 ** 53 + 2, 1 / 3]) assert.equal(exactly(x).toNumber(), x);
  });

  it('has at least 150 functions, 100 of them smooth, each of its own name', () => {
    assert.ok(all.length >= 250);
    assert.ok(all.filter(({ kind }) => kind === 'smooth').length >= 150);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  });

  it('falls into halves of about the same size', () => {
    const verifying = all.filter(entry => halfOf(entry) === 'verifying').length;
    assert.ok(Math.abs(verifying / all.length - 0.5) < 0.1, `${verifying} of ${all.length}`);
  });

  it('has functions that compute what their formulas say', () => {
    for (const entry of all)
      if (entry.kind === 'smooth' || entry.kind === 'bent' || entry.kind === 'noisy') {
        const tolerance = entry.kind === 'noisy' ? 2e-5 : 2e-12;
        for (const x of pointsOf(entry))
          assert.ok(isNear(entry.f(x), entry.formula, x, tolerance), `${entry.id} at ${x}: ${entry.f(x)}`);
      }
  });

  it('has functions that are different to both sides as their formulas say', () => {
    for (const entry of all)
      if (entry.kind === 'kink' || entry.kind === 'jump')
        for (const point of entry.points)
          for (const [formula, sign] of [
            [entry.left, -1],
            [entry.right, 1],
          ] as const)
            for (const h of [1e-3, 1e-5]) {
              const x = point + sign * h * Math.max(1, Math.abs(point));
              assert.ok(isNear(entry.f(x), formula, x, 1e-12), `${entry.id} at ${x}`);
            }
  });

  it('has smooth functions whose rounding leaves their derivatives to be known, nearly all', () => {
    const smooth = corpusCases().filter(({ entry }) => entry.kind === 'smooth');
    assert.ok(smooth.filter(({ conditioned }) => conditioned).length > 0.98 * smooth.length);
  });
});
