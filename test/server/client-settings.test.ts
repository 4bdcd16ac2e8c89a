/** The settings that a client tells, and those that it does not, or late. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { ClientSettings } from '../../server/src/server/client-settings.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

const URI = 'file:///w/a.intspec.yaml';
/** Milliseconds that are waited for an answer here. */
const PATIENCE = 5;

interface Client {
  readonly settings: ClientSettings;
  readonly workspace: Workspace;
  /** What has been asked for and is not answered yet: the first is the oldest. */
  readonly asked: { readonly uri: string; readonly tell: (section: unknown) => void; readonly refuse: (error: Error) => void }[];
  readonly log: string[];
  /** How often settings have come late. */
  late: number;
}

function silentClient(): Client {
  const workspace = new Workspace({ onError: assert.ifError });
  const asked: Client['asked'] = [];
  const log: string[] = [];
  const getConfiguration = ({ scopeUri = '' }: { readonly scopeUri?: string }): Promise<unknown> => new Promise((tell, refuse) => asked.push({ uri: scopeUri, tell, refuse }));
  const settings = new ClientSettings({ connection: { workspace: { getConfiguration } }, abilities: { configuration: true }, workspace, report: (what) => log.push(what) }, () => (client.late += 1), PATIENCE);
  const client: Client = { settings, workspace, asked, log, late: 0 };
  return client;
}

/** What the settings say of a rule. */
const told = (severity: string): object => ({ rules: { 'unknown-key': severity } });
const known = ({ workspace }: Client): unknown => workspace.settings(URI).rules['unknown-key'];
/** Lets what has been answered be taken in. */
const taken = (): Promise<void> => setTimeout(1);

describe('settings of the client', () => {
  it('are asked for once, and not waited for once it is silent', async () => {
    const client = silentClient();
    await Promise.all([client.settings.load(URI), client.settings.load(URI)]);
    await client.settings.load(URI);
    await client.settings.load('');
    assert.deepEqual(client.asked.map(({ uri }) => uri), [URI, '']);
    assert.equal(client.log.length, 1);
    assert.equal(known(client), undefined);
    client.asked[0]?.tell(told('off'));
    await taken();
    assert.equal(known(client), 'off');
    assert.equal(client.late, 1);
  });

  it('that come late count no more where they have changed meanwhile', async () => {
    const client = silentClient();
    const before = client.settings.load(URI);
    client.settings.forget();
    const after = client.settings.load(URI);
    client.asked[1]?.tell(told('hint'));
    await Promise.all([before, after]);
    assert.equal(known(client), 'hint');
    client.asked[0]?.tell(told('off'));
    await taken();
    assert.equal(known(client), 'hint');
    assert.equal(client.late, 0);
    assert.equal(client.asked.length, 2);
    assert.deepEqual(client.log, [], 'the client has answered what was asked last');
  });

  it('that come late for a closed document are not kept', async () => {
    const client = silentClient();
    await client.settings.load(URI);
    client.workspace.close(URI);
    client.asked[0]?.tell(told('off'));
    await taken();
    assert.equal(client.workspace.hasEditorSettings(URI), false);
    assert.equal(client.late, 0);
  });

  it('may be refused late', async () => {
    const client = silentClient();
    await client.settings.load(URI);
    client.asked[0]?.refuse(new Error('no settings here'));
    await taken();
    assert.equal(known(client), undefined);
    assert.equal(client.log.length, 1);
    assert.equal(client.late, 0);
  });
});
