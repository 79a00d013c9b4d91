import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the host in Restricted Mode', () => {
  it('does not trust its workspace', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
