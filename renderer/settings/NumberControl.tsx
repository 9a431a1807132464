import { InputGroup, type InputGroupProps } from '@blueprintjs/core';
import { useState } from 'react';
import { type NumberText, numberOf, shownNumber, textOf } from './field.ts';

type NumberControlProps = Omit<InputGroupProps, 'value' | 'onChange' | 'onValueChange'> & {
  value: unknown;
  unit: string | undefined;
  onNumber(value: NumberText): void;
};

export function NumberControl({ value, unit, onNumber, ...shared }: NumberControlProps) {
  const [typed, setTyped] = useState(textOf(value));
  return (
    <InputGroup
      {...shared}
      className="number-field"
      inputMode="decimal"
      value={shownNumber(typed, value)}
      {...(unit !== undefined && { rightElement: <span className="unit">{unit}</span> })}
      onValueChange={(text) => {
        setTyped(text);
        onNumber(numberOf(text));
      }}
    />
  );
}
