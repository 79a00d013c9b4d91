import type { Workbench } from '../host/workbench';

/** Answers the dialog for a file; it takes an answer once it has looked at the folder. */
export async function saveAs({ page }: Workbench, file: string): Promise<void> {
  const dialog = page.locator('.quick-input-widget:visible');
  await dialog.locator('.quick-input-list .monaco-list-row').first().waitFor();
  await dialog.locator('.quick-input-box input').fill(file);
  await page.waitForTimeout(500);
  await dialog.getByRole('button', { name: 'OK' }).click();
}
