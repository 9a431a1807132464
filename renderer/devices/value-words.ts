import type { ChannelValue } from '../../core/contract/device-values.ts';
import { counted } from '../words/numbers.ts';

/** So many digits that count, as a person reads them: 14.264, 7.46 × 10⁻⁶. Whole numbers keep all their digits; what is no number stays as it is. */
export function readable(text: string, digits = 5): string {
  if (/^-?\d+$/.test(text)) return text.replace('-', '−');
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const size = Math.abs(number);
  if (size === 0 || (size >= 0.001 && size < 1_000_000)) return String(Number(number.toPrecision(digits))).replace('-', '−');
  const [mantissa = '', exponent = ''] = number.toExponential(digits - 1).split('e');
  return `${String(Number(mantissa)).replace('-', '−')} × 10${raised(exponent.replace('+', ''))}`;
}

/** What a person is told who does not see it drawn; of a number all digits, as the file has it. */
export function valueWords(value: ChannelValue): string {
  switch (value.kind) {
    case 'number':
      return [value.text, value.units].filter(Boolean).join(' ');
    case 'text':
      return value.text;
    case 'curve':
      return `${counted(value.elements, 'point')}${value.units === null ? '' : `, in ${value.units}`}`;
    case 'image':
      return `${value.rows} × ${value.columns} pixels`;
  }
}

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function raised(exponent: string): string {
  return exponent.replace('-', '⁻').replace(/\d/g, (digit) => raisedDigits[Number(digit)] ?? digit);
}
