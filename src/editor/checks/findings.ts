import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { PairReport } from '../../processes/evaluate/checkPair';
import type { DerivativePair, WrittenDerivative } from '../../source/pairs';
import { Places } from '../../source/places';
import { checkMessage } from '../../words/checkReport';
import type { CheckedText, Outdated } from './currentText';
import { rangeBetween, rangeOf } from './items';

/** A derivative of a text, and what its check found. */
export interface CheckedDerivative extends CheckedText {
  readonly pair: WrittenDerivative;
  readonly report: PairReport;
}

/** What is wrong with a derivative, and how it can be mended, where that is known. */
export interface Finding {
  readonly diagnostic: vscode.Diagnostic;
  readonly fix?: StepFix;
}

/** `/ 2 * h` at a place, to be replaced by `/ (2 * h)`. */
export interface StepFix {
  readonly range: vscode.Range;
  readonly written: string;
  readonly meant: string;
}

/** What a check has to say in Problems; undefined where the derivative is right, or nothing can be told. */
export function findingOf({ uri, text, pair, report }: CheckedDerivative): Finding | undefined {
  const { verdict, cause, problem } = report;
  if (verdict === 'correct' || verdict === 'inconclusive') return undefined;
  const places = new Places(text);
  const range = rangeOf(text, places, { name: pair.derivative.name, start: pair.derivative.outerStart });
  const severity = verdict === 'suspicious' ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Error;
  const diagnostic = new vscode.Diagnostic(range, checkMessage(report), severity);
  diagnostic.source = 'Nabla';
  diagnostic.code = problem?.code ?? cause?.code ?? verdict;
  const fix = fixOf(places, report);
  diagnostic.relatedInformation = [
    ...('function' in pair ? [functionOf(uri, text, places, pair)] : []),
    ...(fix ? [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, fix.range), fix.written)] : []),
  ];
  return { diagnostic, ...(fix && { fix }) };
}

function functionOf(
  uri: vscode.Uri,
  text: string,
  places: Places,
  { function: { name, outerStart } }: DerivativePair,
): vscode.DiagnosticRelatedInformation {
  const location = new vscode.Location(uri, rangeOf(text, places, { name, start: outerStart }));
  return new vscode.DiagnosticRelatedInformation(location, l10n.t('The function {0}.', name));
}

function fixOf(places: Places, { cause }: PairReport): StepFix | undefined {
  if (cause?.code !== 'cause-step') return undefined;
  const { offset, written, meant } = cause.args as { offset: number; written: string; meant: string };
  return { range: rangeBetween(places, offset, offset + written.length), written, meant };
}

/** What checks have found in a text, by derivative. */
interface FoundInText {
  readonly checked: CheckedText;
  readonly findings: Map<string, Finding>;
}

/** What checks have found, in Problems, until the text changes or another check finds otherwise. */
export class Findings implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('nabla.checks');
  private readonly found = new Map<string, FoundInText>();

  /** Shows what a check has found, or takes away what an earlier one had. */
  show(checked: CheckedDerivative): void {
    const { uri, text, pair } = checked;
    const known = this.found.get(uri.toString());
    const findings = known?.checked.text === text ? known.findings : new Map<string, Finding>();
    const finding = findingOf(checked);
    const key = `${pair.derivative.name} ${pair.derivative.outerStart}`;
    if (finding) findings.set(key, finding);
    else findings.delete(key);
    this.found.set(uri.toString(), { checked, findings });
    this.collection.set(
      uri,
      Array.from(findings.values(), ({ diagnostic }) => diagnostic),
    );
  }

  /** Takes away what was found in texts that are not the same any more. */
  outdate(outdated: Outdated): void {
    for (const [key, { checked }] of this.found)
      if (outdated(checked)) {
        this.found.delete(key);
        this.collection.delete(checked.uri);
      }
  }

  /** The findings that can be mended, at the derivative's name or at the slip. */
  fixable(uri: vscode.Uri, range: vscode.Range): Required<Finding>[] {
    const findings = [...(this.found.get(uri.toString())?.findings.values() ?? [])];
    return findings.filter(
      (finding): finding is Required<Finding> =>
        finding.fix !== undefined &&
        [finding.diagnostic.range, finding.fix.range].some(each => each.intersection(range) !== undefined),
    );
  }

  dispose(): void {
    this.collection.dispose();
  }
}
