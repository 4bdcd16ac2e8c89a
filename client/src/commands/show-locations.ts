import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** The command's name, which the server is told: it makes the commands of code lenses. */
export const SHOW_LOCATIONS = 'intspec.showLocations';

/** A place as LSP writes it. */
interface PlainPosition {
  readonly line: number;
  readonly character: number;
}
interface PlainLocation {
  readonly uri: string;
  readonly range: { readonly start: PlainPosition; readonly end: PlainPosition };
}

/**
 * Shows the places that a code lens speaks of: one is gone to, several are listed. Arguments: the URI and position of
 * the lens, and the locations, as LSP writes them. The editor's own command takes its own kinds of objects only.
 */
export const showLocations: Command = {
  id: SHOW_LOCATIONS,
  async run(_server, uri, position, locations) {
    if (typeof uri !== 'string' || !isPosition(position) || !Array.isArray(locations)) return undefined;
    const places = locations.filter(isLocation).map((place) => new vscode.Location(vscode.Uri.parse(place.uri), rangeOf(place)));
    const from = new vscode.Position(position.line, position.character);
    return vscode.commands.executeCommand('editor.action.goToLocations', vscode.Uri.parse(uri), from, places, 'peek', '');
  },
};

function rangeOf({ range: { start, end } }: PlainLocation): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function isPosition(value: unknown): value is PlainPosition {
  return isRecord(value) && typeof value['line'] === 'number' && typeof value['character'] === 'number';
}

function isLocation(value: unknown): value is PlainLocation {
  if (!isRecord(value) || typeof value['uri'] !== 'string' || !isRecord(value['range'])) return false;
  return isPosition(value['range']['start']) && isPosition(value['range']['end']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
