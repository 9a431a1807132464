import { createContext, useContext } from 'react';
import type { Ask } from '../../core/contract/client.ts';
import { ExporterError } from '../../core/contract/errors.ts';

const nowhere: Ask = () => Promise.reject(new ExporterError('INTERNAL', 'This screen is not connected to an exporter.'));

export const AskContext = createContext<Ask>(nowhere);

/** Gives the exporter a command. Rejects with an ExporterError whose sentence is for the person. */
export function useAsk(): Ask {
  return useContext(AskContext);
}
