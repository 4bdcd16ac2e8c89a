/** JSON text as data that keeps how numbers are written: `19.90` has two digits behind its point, and no identifier loses its last ones. */
import { LosslessNumber, parse } from 'lossless-json';
import { DataFault, readYamlData } from '../syntax/index.ts';
import { ImportError, placeAt } from './field.ts';
import type { ImportInput } from './field.ts';

export { LosslessNumber };

/** Any JSON; numbers are {@link LosslessNumber}s. `linesAbove`: how many lines the file has above the text. Throws an {@link ImportError}. */
export function readJson({ name, text }: ImportInput, linesAbove = 0): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ImportError(`${name} is no JSON: ${faultText(error, text, linesAbove)}`);
  }
}

/** The fault of a JSON text with its place. */
function faultText(error: unknown, text: string, linesAbove: number): string {
  if (error instanceof RangeError) return 'it is nested too deeply.';
  const message = error instanceof Error ? error.message : String(error);
  const offset = /at position (\d+)/.exec(message)?.[1];
  const fault = message.replace(/ at position \d+.*$/, '');
  return offset === undefined ? `${fault}.` : `${placeAt(text, Number(offset), linesAbove)}: ${fault}.`;
}

/** A schema document, written as JSON or YAML, as plain data. Throws an {@link ImportError}. */
export function readDocument({ name, text }: ImportInput): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML in braces is no JSON; what is neither, YAML's reader tells best.
    }
  }
  try {
    return readYamlData(text);
  } catch (error) {
    if (error instanceof DataFault) throw new ImportError(`${name} is neither JSON nor YAML: line ${String(error.line)}, column ${String(error.column)}: ${error.message}`);
    throw new ImportError(`${name} cannot be read: ${error instanceof RangeError ? 'it is nested too deeply.' : error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}
