import * as vscode from 'vscode';

/** Tabs of panels of a view type, whoever holds them; the workbench puts a prefix before the type. */
export function panelTabs(viewType: string): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

/**
 * Creates the only panel of its view type. Tabs of that type which are there already belong to an extension host that
 * died, and nobody answers them any more: they are closed.
 */
export function createOnlyPanel(viewType: string, create: () => vscode.WebviewPanel): vscode.WebviewPanel {
  const orphans = panelTabs(viewType);
  const panel = create(); // before they close, so that their group stays
  if (orphans.length > 0) void vscode.window.tabGroups.close(orphans, true);
  return panel;
}
