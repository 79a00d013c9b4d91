import * as l10n from '@vscode/l10n';
import { formatNumber } from '../numbers';
import { number, text, type Sentences } from './arguments';

/** How a descent goes astray, and what is wrong with what is asked of it. */
export const DESCENT_PROBLEMS: Sentences = {
  'several-returned': args =>
    l10n.t('The function returns {0} numbers; a descent takes one number, for example a loss.', number(args, 'length')),
  'descent-point-grows': args =>
    l10n.t('It diverges: at step {step}, |x| is {size}. Try a smaller learning rate.', {
      step: number(args, 'step'),
      size: roughly(number(args, 'size')),
    }),
  'descent-value-grows': args =>
    l10n.t('It diverges: at step {step} the function has risen from {start} to {value}. Try a smaller learning rate.', {
      step: number(args, 'step'),
      start: roughly(number(args, 'start')),
      value: roughly(number(args, 'value')),
    }),
  'descent-not-finite': args =>
    l10n.t('It ends at step {step}, where the function is {value}. Try a smaller learning rate, or another start.', {
      step: number(args, 'step'),
      value: formatNumber(number(args, 'value')),
    }),
  'descent-no-gradient': args =>
    l10n.t('It ends at step {0}, where the function has no gradient. Try another start.', number(args, 'step')),
  'option-unused': args =>
    text(args, 'known') === ''
      ? l10n.t('{optimizer} takes no {name}.', { optimizer: text(args, 'optimizer'), name: text(args, 'name') })
      : l10n.t('{optimizer} takes no {name}; it takes {known}.', {
          optimizer: text(args, 'optimizer'),
          name: text(args, 'name'),
          known: text(args, 'known'),
        }),
};

/** Three digits; large numbers with their power of ten. */
function roughly(x: number): string {
  const rounded = Number(x.toPrecision(3));
  return Math.abs(rounded) < 1e6
    ? formatNumber(rounded)
    : rounded.toExponential().replace('+', '').replace('-', '\u2212');
}
