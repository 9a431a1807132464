import { createContext, useContext } from 'react';
import { ExporterError } from '../../core/contract/errors.ts';
import type { ReadData } from '../connect/data.ts';

const nowhere: ReadData = () => Promise.reject(new ExporterError('INTERNAL', 'This screen is not connected to an exporter.'));

export const DataContext = createContext<ReadData>(nowhere);

/** Numbers of images and curves, beside the conversation in JSON. */
export function useReadData(): ReadData {
  return useContext(DataContext);
}
