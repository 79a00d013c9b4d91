import { warmUp } from '../../source/modules';
import { contain } from '../containment';
import { serve } from '../serve';
import { gradientReport } from './gradient';
import { evaluateRequestSchema, type EvaluateRequest } from './protocol';
import { valuesReport } from './values';

// Before the host hears that it is ready: a process that was started ahead has it done when it is needed.
warmUp();

/** The evaluate process: runs code of the user, which is hostile until shown otherwise. */
serve(
  evaluateRequestSchema,
  contain((request: EvaluateRequest) =>
    request.kind === 'gradient' ? gradientReport(request) : valuesReport(request),
  ),
);
