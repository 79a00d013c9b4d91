import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { answerInput, closeAll, editorWith, until, warningsWhile, type Asked } from './helpers';

const TEXT = `/** @at 7 */
export function f(x: number, power = 2): number {
  return x ** power;
}
console.log(f(5), f(10, 3));
`;

/** Asks for the gradient at the cursor and answers. */
function compute(answer: string | undefined): Promise<Asked | undefined> {
  return answerInput(answer, () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
}

describe('the question for the point', () => {
  beforeEach(closeAll);
  after(closeAll);

  it('proposes points, and says where each comes from', async () => {
    await editorWith(TEXT, 'return');
    const asked = await compute(undefined);
    assert.deepEqual(asked, {
      title: 'Gradient of f: the point',
      placeholder: 'x: a number; power: a number',
      items: ['7 – @at in its comment', '5 – called at line 5', '10, 3 – called at line 5'],
      whileTyped: asked!.items,
    });
    assert.equal(panelTabs(GRADIENT_PANEL).length, 0);
  });

  it('takes the first proposal on Enter, which is then the one used last', async () => {
    await editorWith(TEXT, 'return');
    await compute('');
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    await compute('10,3');
    const { items } = (await compute(undefined))!;
    assert.deepEqual(items, ['10, 3 – last used', '7 – @at in its comment', '5 – called at line 5']);
  });

  it('shows what is typed, and computes there', async () => {
    await editorWith(TEXT, 'return');
    const { whileTyped } = (await compute(' 3 '))!;
    assert.deepEqual(whileTyped, ['3 – Enter computes the gradient there']);
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
  });

  it('says what is wrong with what is typed, and does not take it', async () => {
    await editorWith(TEXT, 'return');
    let asked: Asked | undefined;
    const shown = await warningsWhile(async () => (asked = await compute('three')));
    assert.deepEqual(shown, []);
    assert.deepEqual(asked!.whileTyped, ['"three" is not a point.']);
    assert.equal(panelTabs(GRADIENT_PANEL).length, 0);
  });
});
