import { contain } from '../containment';
import { serve } from '../serve';
import { gradientReport } from './gradient';
import { evaluateRequestSchema } from './protocol';

/** The evaluate process: runs functions of the user, which are hostile until shown otherwise. */
serve(evaluateRequestSchema, contain(gradientReport));
