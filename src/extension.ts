import * as vscode from 'vscode';
import { createApi, type NablaApi } from './editor/api';
import { registerChecks } from './editor/checks/feature';
import { registerGradient } from './editor/gradient/feature';
import { registerLoss } from './editor/loss/feature';
import type { Services } from './editor/services';
import { registerTraining } from './editor/training/feature';
import { setTranslations } from './words/language';

/** Composes the features. Nothing of them is loaded before it is used. */
export function activate(context: vscode.ExtensionContext): NablaApi {
  setTranslations(vscode.l10n.bundle);
  const log = vscode.window.createOutputChannel('Nabla', { log: true });
  const services: Services = { context, log };
  const training = registerTraining(services);
  context.subscriptions.push(
    ...[log, registerLoss(services), registerGradient(services), registerChecks(services), training],
  );
  return createApi(training);
}
