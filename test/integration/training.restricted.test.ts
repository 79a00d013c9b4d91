import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { NablaApi } from '../../src/editor/api';

describe('training in Restricted Mode', () => {
  it('trains built-in networks', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const api = await vscode.extensions.getExtension<NablaApi>('nabla.nabla')!.activate();
    assert.equal((await api.train()).status, 'finished');
  });
});
