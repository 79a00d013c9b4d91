import { contain } from '../containment';
import { serve } from '../serve';
import { gradientReport } from './gradient';
import { evaluateRequestSchema, type EvaluateRequest } from './protocol';
import { valuesReport } from './values';

/** The evaluate process: runs code of the user, which is hostile until shown otherwise. */
serve(
  evaluateRequestSchema,
  contain((request: EvaluateRequest) =>
    request.kind === 'gradient' ? gradientReport(request) : valuesReport(request),
  ),
);
