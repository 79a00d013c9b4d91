import { warmUp } from '../../source/modules';
import { contain } from '../containment';
import { serve } from '../serve';
import { checkReport } from './check';
import { descentReport } from './descend';
import { gradientReport } from './gradient';
import { plotsReport } from './plots';
import { evaluateRequestSchema, type EvaluateRequest } from './protocol';
import { valuesReport } from './values';

// Before the host hears that it is ready: a process that was started ahead has it done when it is needed.
warmUp();

/** The evaluate process: runs code of the user, which is hostile until shown otherwise. */
serve(evaluateRequestSchema, contain(answer));

function answer(request: EvaluateRequest): unknown {
  switch (request.kind) {
    case 'gradient':
      return gradientReport(request);
    case 'plots':
      return plotsReport(request);
    case 'values':
      return valuesReport(request);
    case 'descend':
      return descentReport(request);
    case 'check':
      return checkReport(request);
  }
}
