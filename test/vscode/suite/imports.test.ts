import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cleanUp, findingOf, goodSpec, open, until, write } from './editor.ts';

const SCHEMA = JSON.stringify({ type: 'object', required: ['id'], properties: { id: { type: 'integer' }, 'gift note': { type: ['string', 'null'], maxLength: 200 } } });

/** Imports as from a menu; gives the report. */
function importInto(record: 'Source' | 'Target', argument: object): Thenable<readonly string[] | undefined> {
  return vscode.commands.executeCommand<readonly string[] | undefined>(`intspec.import${record}`, argument);
}

describe('Import Source Fields', () => {
  afterEach(cleanUp);

  it('adds the fields of a file as an edit that can be undone, and the new ones are reported as not mapped', async () => {
    const file = await write('order.schema.json', SCHEMA);
    const text = await goodSpec();
    const { document } = await open('imports.intspec.yaml', text);
    const report = await importInto('Source', { uris: [file], format: 'json-schema' });
    assert.match(report?.[0] ?? '', /^1 field added to `source_record`: `gift_note`\.$/);
    assert.match(document.getText(), /^ {4}gift_note: \{ type: string\(200\), required: false, nullable: true, source_path: '\["gift note"\]' \}$/m);
    await findingOf(document.uri, 'unmapped-source-field');
    await vscode.commands.executeCommand('undo');
    await until('the text as it was', () => document.getText(), (now) => now === text);
  });

  it('changes nothing the second time', async () => {
    const { document } = await open('twice.intspec.yaml', await goodSpec());
    const inputs = [{ name: 'samples.ndjson', text: '{"gift":"x"}\n{"gift":null}\n' }];
    await importInto('Source', { inputs, format: 'json' });
    const once = document.getText();
    assert.match(once, /^ {4}gift:/m);
    const report = await importInto('Source', { inputs, format: 'json' });
    assert.equal(report?.[0], 'No field is new to `source_record`.');
    assert.equal(document.getText(), once);
  });

  it('adds target fields whose origin is still to be said', async () => {
    const { document } = await open('target.intspec.yaml', await goodSpec());
    await importInto('Target', { inputs: [{ name: 'a.sql', text: 'CREATE TABLE a (note varchar(20)); CREATE TABLE b (gift varchar(20) NOT NULL);' }], format: 'sql', part: { name: 'b', kind: 'table' } });
    await findingOf(document.uri, 'unfilled-placeholder');
    assert.match(document.getText(), /gift:\n {6}type: string\(20\)\n {6}required: true\n {6}mapped_from: <origin of the value>\n/);
  });

  it('leaves a spec alone where a document cannot be read', async () => {
    const text = await goodSpec();
    const { document } = await open('bad.intspec.yaml', text);
    assert.equal(await importInto('Source', { inputs: [{ name: 'x.json', text: '{' }], format: 'json' }), undefined);
    assert.equal(await importInto('Source', { uris: [vscode.Uri.joinPath(document.uri, '../none.json')], format: 'json' }), undefined);
    assert.equal(document.getText(), text);
  });
});
